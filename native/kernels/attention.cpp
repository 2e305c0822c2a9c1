// Attention as one operator for float32 and bfloat16 on the processor. LibTorch's composition keeps several tensors of
// (B, H, T, T) for backward and works on padding; here backward makes the weights again from what forward kept of each
// query, one number, and draws dropout again.
#include "attention.h"

#include "../autocast.h"
#include "attention_head.h"
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

// A head's rows in a tensor (B, H, T, d) whose elements of a token lie side by side.
template <class Element>
HeadRows<Element> rows(const Tensor& tensor, int64_t row, int64_t head) {
    using Plain = std::remove_const_t<Element>;
    return {memory<Plain>(tensor) + row * tensor.stride(0) + head * tensor.stride(1), tensor.stride(2)};
}

// Pairs of bfloat16 are read as one word.
bool is_readable(const Tensor& tensor) {
    return tensor.stride(3) == 1 && (tensor.scalar_type() == at::kFloat || tensor.stride(2) % 2 == 0);
}

Tensor readable(const Tensor& tensor) { return is_readable(tensor) ? tensor : tensor.contiguous(); }

// (B, H, T, d) in the memory of (B, T, H, d), so that joining the heads copies nothing; zero where it is not written.
Tensor joinable(const Tensor& like, bool padded) {
    const int64_t heads = like.size(1), tokens = like.size(2), width = like.size(3);
    Tensor tensor = at::empty_strided(like.sizes(), {tokens * heads * width, width, heads * width, 1}, like.options());
    return padded ? tensor.zero_() : tensor;
}

// work(worker, task) for all tasks, in no order, on all threads: rows differ too much in length to be dealt out before.
template <class Element, class Work>
void share(int64_t tasks, const Work& work) {
    std::atomic<int64_t> next{0};
    at::parallel_for(0, std::min<int64_t>(at::get_num_threads(), tasks), 1, [&](int64_t, int64_t) {
        HeadAttention<Element> worker;
        for (int64_t task = next++; task < tasks; task = next++) work(worker, task);
    });
}

// What forward and backward both need to know.
struct Batch {
    Tensor query, key, value;
    std::vector<int64_t> lengths;
    std::vector<double> slopes;
    double dropout;
    uint64_t seed;

    int64_t heads() const { return query.size(1); }
    int64_t tokens() const { return query.size(2); }

    template <class Element>
    HeadInput<Element> head(int64_t number) const {
        const int64_t row = number / heads(), head = number % heads();
        const auto scale = static_cast<float>(1 / std::sqrt(static_cast<double>(query.size(3))));
        return {rows<const Element>(query, row, head),
                rows<const Element>(key, row, head),
                rows<const Element>(value, row, head),
                lengths.empty() ? tokens() : lengths[row],
                query.size(3),
                {scale, slopes.empty() ? 0.0f : static_cast<float>(slopes[head])},
                {dropout, seed},
                number};
    }

    template <class Element>
    void forward(const Tensor& output, const Tensor& log_sums) const {
        const int64_t shares = (tokens() + task_queries - 1) / task_queries;
        share<Element>(query.size(0) * heads() * shares, [&](HeadAttention<Element>& worker, int64_t task) {
            const int64_t number = task / shares, first = task % shares * task_queries;
            const auto in = head<Element>(number);
            if (first < in.tokens)
                worker.forward(in, first, std::min(in.tokens, first + task_queries),
                               rows<Element>(output, number / heads(), number % heads()),
                               memory<float>(log_sums) + number * tokens());
        });
    }

    template <class Element>
    void backward(const Tensor& output, const Tensor& d_output, const Tensor& log_sums, const Tensor& d_query,
                  const Tensor& d_key, const Tensor& d_value) const {
        share<Element>(query.size(0) * heads(), [&](HeadAttention<Element>& worker, int64_t number) {
            const int64_t row = number / heads(), head_of_row = number % heads();
            worker.backward(head<Element>(number), rows<const Element>(output, row, head_of_row),
                            rows<const Element>(d_output, row, head_of_row), memory<float>(log_sums) + number * tokens(),
                            rows<Element>(d_query, row, head_of_row), rows<Element>(d_key, row, head_of_row),
                            rows<Element>(d_value, row, head_of_row));
        });
    }
};

struct Attention : torch::autograd::Function<Attention> {
    static Tensor forward(AutogradContext* context, const Tensor& query, const Tensor& key, const Tensor& value,
                          const std::vector<int64_t>& lengths, const std::vector<double>& slopes, double dropout,
                          int64_t seed) {
        const Batch batch{readable(query), readable(key), readable(value), lengths, slopes, dropout,
                          static_cast<uint64_t>(seed)};
        Tensor output = joinable(batch.query, !lengths.empty());
        const Tensor log_sums = at::empty(query.sizes().slice(0, 3), query.options().dtype(at::kFloat));
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
        const bool padded = !batch.lengths.empty();
        Tensor d_query = joinable(batch.query, padded), d_key = joinable(batch.query, padded),
               d_value = joinable(batch.query, padded);
        if (d_output.scalar_type() == at::kFloat)
            batch.backward<float>(saved[3], d_output, saved[4], d_query, d_key, d_value);
        else
            batch.backward<uint16_t>(saved[3], d_output, saved[4], d_query, d_key, d_value);
        return {d_query, d_key, d_value, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

void check(const AttentionInput& in) {
    TORCH_CHECK(in.query.dim() == 4, "query must be (B, H, T, d) and is ", in.query.sizes());
    TORCH_CHECK(in.query.numel() > 0, "nothing to attend to: query is ", in.query.sizes());
    for (const Tensor& other : {in.key, in.value})
        TORCH_CHECK(other.sizes() == in.query.sizes() && other.scalar_type() == in.query.scalar_type() &&
                        other.device() == in.query.device(),
                    "query is ", in.query.sizes(), " of ", in.query.scalar_type(), " on ", in.query.device(),
                    ", and key or value ", other.sizes(), " of ", other.scalar_type(), " on ", other.device());
    const auto batch = in.query.size(0), heads = in.query.size(1), tokens = in.query.size(2);
    TORCH_CHECK(in.lengths.empty() || static_cast<int64_t>(in.lengths.size()) == batch, in.lengths.size(),
                " lengths for ", batch, " rows");
    for (int64_t length : in.lengths)
        TORCH_CHECK(length >= 0 && length <= tokens, "a length of ", length, " for ", tokens, " tokens");
    TORCH_CHECK(in.slopes.empty() || static_cast<int64_t>(in.slopes.size()) == heads, in.slopes.size(), " slopes for ",
                heads, " heads");
    TORCH_CHECK(in.dropout >= 0 && in.dropout < 1, "a dropout probability of ", in.dropout, " must lie in [0, 1)");
}

bool fits_kernel(const Tensor& query) {
    if (!query.is_cpu()) return false;
    if (query.scalar_type() == at::kFloat) return HeadAttention<float>::fits(query.size(3));
    return query.scalar_type() == at::kBFloat16 && HeadAttention<uint16_t>::fits(query.size(3));
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
    "(Tensor query, Tensor key, Tensor value, int[] lengths=[], float[] slopes=[], float dropout=0.0) -> Tensor"
    library.def("attention" CISTRON_ATTENTION_ARGUMENTS, attention);
    // What attention does on a processor without AVX-512, so that it can be tested on every processor.
    library.def("attention_portable" CISTRON_ATTENTION_ARGUMENTS, attention_portable);
}
