// The element-wise part of an LSTM step (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000) for
// one row of H units. Gates lie as in PyTorch's weights: input, forget, candidate, output, H each.
#pragma once
#include <cstdint>

namespace cistron {

// On entry `gates` (4H) holds the products of input and state with the weights; on return the gates themselves.
// cell = forget · cell_before + input · candidate; hidden = output = output gate · tanh(cell).
void lstm_gates(float* gates, const float* bias, const float* cell_before, float* cell, float* hidden, float* output,
                int64_t units);

// The gradient of the loss with respect to what the gates' non-linearities were applied to.
// d_hidden holds what flows back from the next step, and is left at zero for the product that follows; d_cell is
// replaced by the gradient of cell_before.
void lstm_gates_backward(const float* gates, const float* cell_before, const float* cell, const float* d_output,
                         float* d_hidden, float* d_cell, float* d_gates, int64_t units);

}  // namespace cistron
