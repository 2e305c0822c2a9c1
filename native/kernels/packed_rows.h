// Rows of a batch with the padding between them and without it.
#pragma once
#include <ATen/ATen.h>

namespace cistron {

// (B, T, …) → (N, …): the first tokens of each row, as many as its length says, row after row.
at::Tensor packed(const at::Tensor& padded, at::IntArrayRef lengths);

// (N, …) → (B, T, …), with zeros behind each row.
at::Tensor padded(const at::Tensor& packed, at::IntArrayRef lengths, int64_t width);

// Refuses lengths that are not those of so many tokens in all.
void check_lengths(at::IntArrayRef lengths, int64_t tokens);

}  // namespace cistron
