// A segment of a forward pass of which only the inputs are kept: what is inside is computed again when the backward pass comes
// to it (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost").
#include "bridge.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

using at::Tensor;
using torch::autograd::SavedVariable;
using torch::autograd::variable_list;

namespace {

// The caller's function, and what it needs, which is given back when nobody can ask for it any more.
class Segment {
  public:
    Segment(cistron_segment forward, cistron_release release, void* state)
        : forward_(forward), release_(release), state_(state) {}
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;
    ~Segment() { release_(state_); }

    Tensor forward(const variable_list& inputs) const {
        std::vector<cistron_tensor> handles;
        for (const Tensor& input : inputs) handles.push_back(cistron::give(input));
        const cistron_tensor output = forward_(state_, handles.data(), static_cast<int32_t>(handles.size()));
        if (!output) throw cistron::CallerError();
        return cistron::take(output);
    }

  private:
    cistron_segment forward_;
    cistron_release release_;
    void* state_;
};

// Its place in the graph: an edge to each input, then to each parameter.
class Recomputed : public torch::autograd::Node {
  public:
    Recomputed(std::unique_ptr<Segment> segment, const variable_list& sources, size_t inputs)
        : segment_(std::move(segment)), inputs_(inputs) {
        for (const Tensor& source : sources) sources_.emplace_back(source, /*is_output=*/false);
        set_next_edges(torch::autograd::collect_next_edges(sources));
    }

    variable_list apply(variable_list&& gradients) override {
        TORCH_CHECK(segment_, "a backward pass has been here and released what it went through; make a forward pass again");
        TORCH_CHECK(!at::GradMode::is_enabled(), "a segment that is computed again has no second derivative");
        variable_list result(sources_.size());
        if (!gradients[0].defined()) return result;

        const c10::AutoGradMode recording(true);
        variable_list inputs, wanted;
        std::vector<size_t> places;
        for (size_t i = 0; i < sources_.size(); i++) {
            Tensor source = sources_[i].unpack();
            if (i < inputs_) {
                source = source.detach();
                inputs.push_back(source);
            }
            if (!should_compute_output(i)) continue;
            if (i < inputs_) source.set_requires_grad(true);
            wanted.push_back(source);
            places.push_back(i);
        }
        variable_list found = torch::autograd::grad({segment_->forward(inputs)}, wanted, {gradients[0]},
                                                    /*retain_graph=*/false, /*create_graph=*/false, /*allow_unused=*/true);
        for (size_t i = 0; i < places.size(); i++) result[places[i]] = std::move(found[i]);
        return result;
    }

    void release_variables() override {
        const std::lock_guard<std::mutex> lock(mutex_);
        sources_.clear();
        segment_.reset();
    }

    std::string name() const override { return "Recomputed"; }

  private:
    std::unique_ptr<Segment> segment_;
    std::vector<SavedVariable> sources_;
    size_t inputs_;
};

}  // namespace

CISTRON_API cistron_tensor cistron_recomputed(cistron_tensor output, const cistron_tensor* sources, int32_t count,
                                              int32_t inputs, cistron_segment forward, cistron_release release,
                                              void* state) {
    return cistron::guarded<cistron_tensor>(nullptr, [&] {
        auto segment = std::make_unique<Segment>(forward, release, state);
        Tensor result = cistron::borrow(output).detach();
        variable_list all;
        for (int32_t i = 0; i < count; i++) all.push_back(cistron::borrow(sources[i]));
        if (torch::autograd::compute_requires_grad(all)) {
            const std::shared_ptr<Recomputed> node(new Recomputed(std::move(segment), all, static_cast<size_t>(inputs)),
                                                   torch::autograd::deleteNode);
            torch::autograd::set_history(result, node);
        }
        return cistron::give(std::move(result));
    });
}
