// Attention as one operator for float32 and bfloat16 on the processor. LibTorch's composition keeps several tensors of
// (B, H, T, T) for backward and works on padding; here backward makes the weights again from what forward kept of each
// query, one number, and draws dropout again.
#include "attention.h"

#include "../autocast.h"
#include "attention_head.h"
#include "packed_rows.h"
#include "philox.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <atomic>
#include <cmath>
#include <vector>

using at::Tensor;
using cistron::AttentionInput;
using cistron::HeadAttention;
using cistron::HeadInput;
using cistron::HeadRows;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr int64_t task_queries = 512;  // so many that laying out the keys anew for each task costs little

template <class Element>
Element* memory(const Tensor& tensor) { return static_cast<Element*>(tensor.data_ptr()); }

// A head's tokens from the first of a row on, in a tensor (N, H, d) whose elements of a token lie side by side.
template <class Element>
HeadRows<Element> tokens(const Tensor& tensor, int64_t first, int64_t head) {
    using Plain = std::remove_const_t<Element>;
    return {memory<Plain>(tensor) + first * tensor.stride(0) + head * tensor.stride(1), tensor.stride(0)};
}

// Pairs of bfloat16 are read as one word.
bool is_readable(const Tensor& tensor) {
    return tensor.stride(2) == 1 && (tensor.scalar_type() == at::kFloat || tensor.stride(0) % 2 == 0);
}

Tensor readable(const Tensor& tensor) { return is_readable(tensor) ? tensor : tensor.contiguous(); }

// work(worker, task) for all tasks, in no order, on all threads: rows differ too much in length to be dealt out before.
template <class Element, class Task, class Work>
void share(const std::vector<Task>& tasks, const Work& work) {
    std::atomic<size_t> next{0};
    at::parallel_for(0, std::min<int64_t>(at::get_num_threads(), tasks.size()), 1, [&](int64_t, int64_t) {
        HeadAttention<Element> worker;
        for (size_t task = next++; task < tasks.size(); task = next++) work(worker, tasks[task]);
    });
}

// What forward and backward both need to know.
struct Batch {
    Tensor query, key, value;  // (N, H, d)
    std::vector<int64_t> lengths;
    std::vector<double> slopes;
    double dropout;
    uint64_t seed;

    // Queries of one head from a place of one row on.
    struct Task {
        int64_t row, head, row_start, first;
    };

    int64_t heads() const { return query.size(1); }

    Tensor empty() const { return at::empty(query.sizes(), query.options()); }

    // Tasks of at most so many queries.
    std::vector<Task> tasks(int64_t queries) const {
        std::vector<Task> all;
        int64_t start = 0;
        for (int64_t row = 0; row < static_cast<int64_t>(lengths.size()); start += lengths[row++])
            for (int64_t head = 0; head < heads(); head++)
                for (int64_t first = 0; first < lengths[row]; first += queries) all.push_back({row, head, start, first});
        return all;
    }

    template <class Element>
    HeadInput<Element> input(const Task& task) const {
        const auto scale = static_cast<float>(1 / std::sqrt(static_cast<double>(query.size(2))));
        return {tokens<const Element>(query, task.row_start, task.head),
                tokens<const Element>(key, task.row_start, task.head),
                tokens<const Element>(value, task.row_start, task.head),
                lengths[task.row],
                query.size(2),
                {scale, slopes.empty() ? 0.0f : static_cast<float>(slopes[task.head])},
                {dropout, seed},
                task.row * heads() + task.head};
    }

    // A head's logarithms of the row, in (H, N).
    float* of_row(const Tensor& log_sums, const Task& task) const {
        return memory<float>(log_sums) + task.head * query.size(0) + task.row_start;
    }

    template <class Element>
    void forward(const Tensor& output, const Tensor& log_sums) const {
        share<Element>(tasks(task_queries), [&](HeadAttention<Element>& worker, const Task& task) {
            worker.forward(input<Element>(task), task.first, std::min(lengths[task.row], task.first + task_queries),
                           tokens<Element>(output, task.row_start, task.head), of_row(log_sums, task));
        });
    }

    template <class Element>
    void backward(const Tensor& output, const Tensor& d_output, const Tensor& log_sums, const Tensor& d_query,
                  const Tensor& d_key, const Tensor& d_value) const {
        share<Element>(tasks(query.size(0)), [&](HeadAttention<Element>& worker, const Task& task) {
            const auto of = [&](const Tensor& tensor) { return tokens<Element>(tensor, task.row_start, task.head); };
            worker.backward(input<Element>(task), tokens<const Element>(output, task.row_start, task.head),
                            tokens<const Element>(d_output, task.row_start, task.head), of_row(log_sums, task), of(d_query),
                            of(d_key), of(d_value));
        });
    }
};

struct Attention : torch::autograd::Function<Attention> {
    static Tensor forward(AutogradContext* context, const Tensor& query, const Tensor& key, const Tensor& value,
                          const std::vector<int64_t>& lengths, const std::vector<double>& slopes, double dropout,
                          int64_t seed) {
        const Batch batch{readable(query), readable(key), readable(value), lengths, slopes, dropout,
                          static_cast<uint64_t>(seed)};
        Tensor output = batch.empty();
        const Tensor log_sums = at::empty({query.size(1), query.size(0)}, query.options().dtype(at::kFloat));
        if (query.scalar_type() == at::kFloat)
            batch.forward<float>(output, log_sums);
        else
            batch.forward<uint16_t>(output, log_sums);
        context->save_for_backward({batch.query, batch.key, batch.value, output, log_sums});
        context->saved_data["lengths"] = lengths;
        context->saved_data["slopes"] = slopes;
        context->saved_data["dropout"] = dropout;
        context->saved_data["seed"] = seed;
        return output;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "attention has no second derivative");
        const auto saved = context->get_saved_variables();
        const Batch batch{saved[0],
                          saved[1],
                          saved[2],
                          context->saved_data["lengths"].toIntVector(),
                          context->saved_data["slopes"].toDoubleVector(),
                          context->saved_data["dropout"].toDouble(),
                          static_cast<uint64_t>(context->saved_data["seed"].toInt())};
        const Tensor d_output = readable(gradients[0]);
        Tensor d_query = batch.empty(), d_key = batch.empty(), d_value = batch.empty();
        if (d_output.scalar_type() == at::kFloat)
            batch.backward<float>(saved[3], d_output, saved[4], d_query, d_key, d_value);
        else
            batch.backward<uint16_t>(saved[3], d_output, saved[4], d_query, d_key, d_value);
        return {d_query, d_key, d_value, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

void check(const AttentionInput& in) {
    TORCH_CHECK(in.query.dim() == 3, "query must be (N, H, d) and is ", in.query.sizes());
    TORCH_CHECK(in.query.numel() > 0, "nothing to attend to: query is ", in.query.sizes());
    for (const Tensor& other : {in.key, in.value})
        TORCH_CHECK(other.sizes() == in.query.sizes() && other.scalar_type() == in.query.scalar_type() &&
                        other.device() == in.query.device(),
                    "query is ", in.query.sizes(), " of ", in.query.scalar_type(), " on ", in.query.device(),
                    ", and key or value ", other.sizes(), " of ", other.scalar_type(), " on ", other.device());
    cistron::check_lengths(in.lengths, in.query.size(0));
    const auto heads = in.query.size(1);
    TORCH_CHECK(in.slopes.empty() || static_cast<int64_t>(in.slopes.size()) == heads, in.slopes.size(), " slopes for ",
                heads, " heads");
    TORCH_CHECK(in.dropout >= 0 && in.dropout < 1, "a dropout probability of ", in.dropout, " must lie in [0, 1)");
}

bool fits_kernel(const Tensor& query) {
    if (!query.is_cpu()) return false;
    if (query.scalar_type() == at::kFloat) return HeadAttention<float>::fits(query.size(2));
    return query.scalar_type() == at::kBFloat16 && HeadAttention<uint16_t>::fits(query.size(2));
}

Tensor attend(const Tensor& query, const Tensor& key, const Tensor& value, at::IntArrayRef lengths,
              at::ArrayRef<double> slopes, double dropout, bool portable) {
    AttentionInput in{query, key, value, lengths, slopes, dropout, 0};
    // What the composition's products would be cast to.
    const auto device = query.device().type();
    if (query.scalar_type() != at::kDouble && cistron::autocast_on(device))
        for (Tensor* tensor : {&in.query, &in.key, &in.value}) *tensor = tensor->to(cistron::autocast_dtype(device));
    check(in);
    if (dropout > 0) in.seed = cistron::draw_seed();
    if (portable || !fits_kernel(in.query)) return cistron::attention_of_aten(in);
    return Attention::apply(in.query, in.key, in.value, lengths.vec(), slopes.vec(), dropout, static_cast<int64_t>(in.seed));
}

Tensor attention(const Tensor& query, const Tensor& key, const Tensor& value, at::IntArrayRef lengths,
                 at::ArrayRef<double> slopes, double dropout) {
    return attend(query, key, value, lengths, slopes, dropout, false);
}

Tensor attention_portable(const Tensor& query, const Tensor& key, const Tensor& value, at::IntArrayRef lengths,
                          at::ArrayRef<double> slopes, double dropout) {
    return attend(query, key, value, lengths, slopes, dropout, true);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cistron, library) {
#define CISTRON_ATTENTION_ARGUMENTS                                                                                  \
    "(Tensor query, Tensor key, Tensor value, int[] lengths, float[] slopes=[], float dropout=0.0) -> Tensor"
    library.def("attention" CISTRON_ATTENTION_ARGUMENTS, attention);
    // What attention does on a processor without AVX-512, so that it can be tested on every processor.
    library.def("attention_portable" CISTRON_ATTENTION_ARGUMENTS, attention_portable);
}
