// One direction of one LSTM layer over a batch of sequences.
#pragma once
#include <ATen/ATen.h>

#include <tuple>

namespace cistron {

struct LstmInput {
    at::Tensor x;                 // (T, B, I)
    at::Tensor hidden, cell;      // (B, H): the state before the first position that is read
    at::Tensor w_ih, w_hh;        // (4H, I), (4H, H)
    at::Tensor b_ih, b_hh;        // (4H)
    at::IntArrayRef lengths;      // B numbers from 0 to T, or none when every row has T
    bool reverse;                 // reads the last position first
};

// Outputs (T, B, H), zero beyond a row's length, and the state (B, H), (B, H) after the last position that was read.
using LstmOutput = std::tuple<at::Tensor, at::Tensor, at::Tensor>;

// at::lstm brought to the same contract: for CUDA, and for types that the fused layer does not have.
LstmOutput lstm_of_aten(const LstmInput& input);

}  // namespace cistron
