// What a language model pays for large outputs and for large changes of them from one position to the next (Merity, Keskar and
// Socher 2018, §4.6), as one operator: as a composition of LibTorch's it goes over the outputs more than fifteen times,
// backward included.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <vector>

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// The two means over real positions as sums: the factors of a squared output and of a squared change.
struct Factors {
    double activation, temporal;

    Factors(at::IntArrayRef lengths, int64_t width, double activation_factor, double temporal_factor) {
        int64_t positions = 0, changes = 0;
        for (int64_t length : lengths) {
            positions += length;
            changes += std::max<int64_t>(0, length - 1);
        }
        activation = activation_factor / static_cast<double>(std::max<int64_t>(1, positions) * width);
        temporal = temporal_factor / static_cast<double>(std::max<int64_t>(1, changes) * width);
    }
};

// Outputs (T, B, D) of rows that end at their lengths.
struct Outputs {
    const float* data;
    int64_t steps, rows, width;
    std::vector<int64_t> lengths;

    Outputs(const Tensor& hidden, std::vector<int64_t> lengths)
        : data(hidden.data_ptr<float>()), steps(hidden.size(0)), rows(hidden.size(1)), width(hidden.size(2)),
          lengths(std::move(lengths)) {}

    const float* output(int64_t step, int64_t row) const { return data + (step * rows + row) * width; }
    bool has(int64_t step, int64_t row) const { return step >= 0 && step < lengths[row]; }

    // body(step) for all positions, shared among threads.
    template <class Body>
    void for_steps(const Body& body) const {
        at::parallel_for(0, steps, std::max<int64_t>(1, (1 << 14) / std::max<int64_t>(1, rows * width)), [&](int64_t begin, int64_t end) {
            for (int64_t step = begin; step < end; step++) body(step);
        });
    }
};

float squares(const float* values, int64_t count) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < count; i++) sum += values[i] * values[i];
    return sum;
}

float squares_of_change(const float* values, const float* before, int64_t count) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < count; i++) sum += (values[i] - before[i]) * (values[i] - before[i]);
    return sum;
}

struct ActivationPenalty : torch::autograd::Function<ActivationPenalty> {
    static Tensor forward(AutogradContext* context, const Tensor& hidden, const std::vector<int64_t>& lengths, double activation,
                          double temporal) {
        const Tensor h = hidden.contiguous();
        context->save_for_backward({h});
        context->saved_data["lengths"] = lengths;
        context->saved_data["activation"] = activation;
        context->saved_data["temporal"] = temporal;

        const Outputs outputs(h, lengths);
        const Factors factors(lengths, outputs.width, activation, temporal);
        std::vector<double> sums(outputs.steps);  // one a position: the same total on any number of threads
        outputs.for_steps([&](int64_t step) {
            for (int64_t row = 0; row < outputs.rows; row++) {
                if (!outputs.has(step, row)) continue;
                sums[step] += factors.activation * squares(outputs.output(step, row), outputs.width);
                if (step > 0)
                    sums[step] += factors.temporal *
                                  squares_of_change(outputs.output(step, row), outputs.output(step - 1, row), outputs.width);
            }
        });
        double total = 0;
        for (double sum : sums) total += sum;
        return at::scalar_tensor(total, h.options());
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const Tensor h = context->get_saved_variables()[0];
        Tensor d_hidden = at::empty_like(h);
        const Outputs outputs(h, context->saved_data["lengths"].toIntVector());
        const Factors factors(outputs.lengths, outputs.width, context->saved_data["activation"].toDouble(),
                              context->saved_data["temporal"].toDouble());
        const double gradient = 2 * gradients[0].item<double>();
        const auto own = static_cast<float>(gradient * factors.activation);
        const auto change = static_cast<float>(gradient * factors.temporal);
        float* target = d_hidden.data_ptr<float>();
        outputs.for_steps([&](int64_t step) {
            for (int64_t row = 0; row < outputs.rows; row++) {
                const float* here = outputs.output(step, row);
                float* d = target + (here - outputs.data);
                if (!outputs.has(step, row)) {
                    std::fill_n(d, outputs.width, 0.0f);
                    continue;
                }
                // A neighbour that is not there changes nothing: it stands for the output itself.
                const float* before = step > 0 ? outputs.output(step - 1, row) : here;
                const float* after = outputs.has(step + 1, row) ? outputs.output(step + 1, row) : here;
#pragma omp simd
                for (int64_t i = 0; i < outputs.width; i++)
                    d[i] = own * here[i] + change * (2 * here[i] - before[i] - after[i]);
            }
        });
        return {d_hidden, Tensor(), Tensor(), Tensor()};
    }
};

// The same for other types and devices.
Tensor composed(const Tensor& hidden, at::IntArrayRef lengths, double activation, double temporal) {
    const Factors factors(lengths, hidden.size(2), activation, temporal);
    const Tensor places = at::arange(hidden.size(0), hidden.device()).unsqueeze(1);
    const Tensor real = (places < at::tensor(lengths, at::kLong).to(hidden.device())).unsqueeze(2).to(hidden.scalar_type());
    const Tensor changes = (hidden.slice(0, 1) - hidden.slice(0, 0, -1)) * real.slice(0, 1);
    return (hidden * real).square().sum() * factors.activation + changes.square().sum() * factors.temporal;
}

Tensor activation_penalty(const Tensor& hidden, at::IntArrayRef lengths, double activation, double temporal) {
    TORCH_CHECK(hidden.dim() == 3, "outputs must be (T, B, D) and are ", hidden.sizes());
    TORCH_CHECK(static_cast<int64_t>(lengths.size()) == hidden.size(1), lengths.size(), " lengths for ", hidden.size(1), " rows");
    for (int64_t length : lengths)
        TORCH_CHECK(length >= 0 && length <= hidden.size(0), "a length of ", length, " for ", hidden.size(0), " positions");
    if (!hidden.is_cpu() || hidden.scalar_type() != at::kFloat) return composed(hidden, lengths, activation, temporal);
    return ActivationPenalty::apply(hidden, lengths.vec(), activation, temporal);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cistron, library) {
    library.def("activation_penalty(Tensor hidden, int[] lengths, float activation, float temporal) -> Tensor",
                activation_penalty);
}
