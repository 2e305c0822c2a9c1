// Self-attention of all heads of a batch (Vaswani et al. 2017, §3.2).
#pragma once
#include <ATen/ATen.h>

namespace cistron {

struct AttentionInput {
    at::Tensor query, key, value;  // (B, H, T, d)
    at::IntArrayRef lengths;       // B numbers of real tokens from 0 to T, or none when every row has T
    at::ArrayRef<double> slopes;   // H slopes of ALiBi, or none
    double dropout;                // of weights
    uint64_t seed;                 // that dropout is drawn from
};

// softmax(query · keyᵀ / √d − slope · distance) · value over the real keys: (B, H, T, d) in the memory of (B, T, H, d),
// zero for tokens that are not real. In ATen's operators, with all (T, T) weights in memory: for CUDA, for types and
// processors that the fused heads do not have, and to compare them with.
at::Tensor attention_of_aten(const AttentionInput& input);

}  // namespace cistron
