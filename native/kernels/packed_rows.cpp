// Each of the two is the other's gradient. LibTorch's way, index_select, adds gradients row by row: that costs more than the
// padding that it saves.
#include "packed_rows.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <numeric>
#include <vector>

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// A tensor like `like`, whose first dimensions are others.
Tensor reshaped(const Tensor& like, std::vector<int64_t> first, int64_t replaced) {
    const auto others = like.sizes().slice(replaced);
    first.insert(first.end(), others.begin(), others.end());
    return at::empty(first, like.options());
}

struct Pack : torch::autograd::Function<Pack> {
    static Tensor forward(AutogradContext* context, const Tensor& padded, const std::vector<int64_t>& lengths);
    static variable_list backward(AutogradContext* context, variable_list gradients);
};

struct Pad : torch::autograd::Function<Pad> {
    static Tensor forward(AutogradContext* context, const Tensor& packed, const std::vector<int64_t>& lengths, int64_t width);
    static variable_list backward(AutogradContext* context, variable_list gradients);
};

Tensor Pack::forward(AutogradContext* context, const Tensor& padded, const std::vector<int64_t>& lengths) {
    context->saved_data["lengths"] = lengths;
    context->saved_data["width"] = padded.size(1);
    Tensor packed = reshaped(padded, {std::accumulate(lengths.begin(), lengths.end(), int64_t{0})}, 2);
    int64_t start = 0;
    for (size_t row = 0; row < lengths.size(); start += lengths[row++])
        packed.narrow(0, start, lengths[row]).copy_(padded.select(0, row).narrow(0, 0, lengths[row]));
    return packed;
}

variable_list Pack::backward(AutogradContext* context, variable_list gradients) {
    return {Pad::apply(gradients[0], context->saved_data["lengths"].toIntVector(), context->saved_data["width"].toInt()), Tensor()};
}

Tensor Pad::forward(AutogradContext* context, const Tensor& packed, const std::vector<int64_t>& lengths, int64_t width) {
    context->saved_data["lengths"] = lengths;
    Tensor padded = reshaped(packed, {static_cast<int64_t>(lengths.size()), width}, 1);
    int64_t start = 0;
    for (size_t row = 0; row < lengths.size(); start += lengths[row++]) {
        const Tensor whole = padded.select(0, row);
        whole.narrow(0, 0, lengths[row]).copy_(packed.narrow(0, start, lengths[row]));
        whole.narrow(0, lengths[row], width - lengths[row]).zero_();
    }
    return padded;
}

variable_list Pad::backward(AutogradContext* context, variable_list gradients) {
    return {Pack::apply(gradients[0], context->saved_data["lengths"].toIntVector()), Tensor(), Tensor()};
}

void check_width(at::IntArrayRef lengths, int64_t width) {
    for (int64_t length : lengths) TORCH_CHECK(length <= width, "a length of ", length, " for ", width, " tokens");
}

}  // namespace

namespace cistron {

Tensor packed(const Tensor& padded, at::IntArrayRef lengths) {
    TORCH_CHECK(padded.dim() >= 2, "rows must be (B, T, …) and are ", padded.sizes());
    TORCH_CHECK(static_cast<int64_t>(lengths.size()) == padded.size(0), lengths.size(), " lengths for ", padded.size(0), " rows");
    check_width(lengths, padded.size(1));
    check_lengths(lengths, std::accumulate(lengths.begin(), lengths.end(), int64_t{0}));
    return Pack::apply(padded, lengths.vec());
}

Tensor padded(const Tensor& packed, at::IntArrayRef lengths, int64_t width) {
    TORCH_CHECK(packed.dim() >= 1, "tokens must be (N, …) and are ", packed.sizes());
    check_width(lengths, width);
    check_lengths(lengths, packed.size(0));
    return Pad::apply(packed, lengths.vec(), width);
}

void check_lengths(at::IntArrayRef lengths, int64_t tokens) {
    int64_t sum = 0;
    for (int64_t length : lengths) {
        TORCH_CHECK(length >= 0, "a length of ", length);
        sum += length;
    }
    TORCH_CHECK(sum == tokens, "lengths of ", sum, " tokens in all for ", tokens);
}

}  // namespace cistron

TORCH_LIBRARY_FRAGMENT(cistron, library) {
    library.def("packed_rows(Tensor padded, int[] lengths) -> Tensor", cistron::packed);
    library.def("padded_rows(Tensor packed, int[] lengths, int width) -> Tensor", cistron::padded);
}
