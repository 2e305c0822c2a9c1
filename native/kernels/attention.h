// Self-attention of all heads of a batch (Vaswani et al. 2017, §3.2).
#pragma once
#include <ATen/ATen.h>

namespace cistron {

// N tokens: those of row after row, with no padding between them.
struct AttentionInput {
    at::Tensor query, key, value;  // (N, H, d)
    at::IntArrayRef lengths;       // tokens of each row, N in all
    at::ArrayRef<double> slopes;   // H slopes of ALiBi, or none
    double dropout;                // of weights
    uint64_t seed;                 // that dropout is drawn from
};

// softmax(query · keyᵀ / √d − slope · distance) · value within each row: (N, H, d). In ATen's operators, with rows padded to
// the longest: for CUDA, for types and processors that the fused heads do not have, and to compare them with. All (T, T)
// weights are in memory, but where LibTorch has an attention of its own.
at::Tensor attention_of_aten(const AttentionInput& input);

}  // namespace cistron
