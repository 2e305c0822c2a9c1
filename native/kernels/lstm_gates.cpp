#include "lstm_gates.h"

#include "exponential.h"
#include "vectorize.h"

namespace cistron {

namespace {

#define CISTRON_INLINE __attribute__((always_inline)) inline

CISTRON_INLINE float sigmoid(float x) { return 1.0f / (1.0f + exponential(-x)); }

CISTRON_INLINE float tanh(float x) {
    const float magnitude = x < 0 ? -x : x;
    const float e = exponential(-2.0f * magnitude);
    const float far = (1.0f - e) / (1.0f + e);
    // Near zero the difference above loses digits; there the Taylor series after x^9 leaves less than 1e-9 of x.
    const float y = x * x;
    const float near =
        magnitude * (1.0f + y * (-1.0f / 3 + y * (2.0f / 15 + y * (-17.0f / 315 + y * (62.0f / 2835)))));
    const float result = magnitude < 0.2f ? near : far;
    return x < 0 ? -result : result;
}

}  // namespace

CISTRON_VECTORIZED void lstm_gates(float* __restrict gates, const float* __restrict bias,
                                   const float* __restrict cell_before, float* __restrict cell,
                                   float* __restrict hidden, float* __restrict output, int64_t units) {
    for (int64_t k = 0; k < units; k++) {
        const float i = sigmoid(gates[k] + bias[k]);
        const float f = sigmoid(gates[units + k] + bias[units + k]);
        const float g = tanh(gates[2 * units + k] + bias[2 * units + k]);
        const float o = sigmoid(gates[3 * units + k] + bias[3 * units + k]);
        const float c = f * cell_before[k] + i * g;
        const float h = o * tanh(c);
        gates[k] = i;
        gates[units + k] = f;
        gates[2 * units + k] = g;
        gates[3 * units + k] = o;
        cell[k] = c;
        hidden[k] = h;
        output[k] = h;
    }
}

CISTRON_VECTORIZED void lstm_gates_backward(const float* __restrict gates, const float* __restrict cell_before,
                                            const float* __restrict cell, const float* __restrict d_output,
                                            float* __restrict d_hidden, float* __restrict d_cell,
                                            float* __restrict d_gates, int64_t units) {
    for (int64_t k = 0; k < units; k++) {
        const float i = gates[k], f = gates[units + k], g = gates[2 * units + k], o = gates[3 * units + k];
        const float t = tanh(cell[k]);
        const float dh = d_output[k] + d_hidden[k];
        const float dc = d_cell[k] + dh * o * (1.0f - t * t);
        d_gates[k] = dc * g * i * (1.0f - i);
        d_gates[units + k] = dc * cell_before[k] * f * (1.0f - f);
        d_gates[2 * units + k] = dc * i * (1.0f - g * g);
        d_gates[3 * units + k] = dh * t * o * (1.0f - o);
        d_cell[k] = dc * f;
        d_hidden[k] = 0.0f;
    }
}

}  // namespace cistron
