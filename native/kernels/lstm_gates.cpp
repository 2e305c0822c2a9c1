#include "lstm_gates.h"

#include "vectorize.h"

#include <cstring>

namespace cistron {

namespace {

#define CISTRON_INLINE __attribute__((always_inline)) inline

// e^x to within two units in the last place, in arithmetic that vectorizes: x = n ln 2 + r with |r| ≤ ln 2 / 2, where the
// Taylor series after r^7 leaves less than 6e-9.
CISTRON_INLINE float exponential(float x) {
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    constexpr float to_integer = 12582912.0f;  // 1.5 · 2^23: what is added to it is rounded to a whole number
    const float n = (x * 1.44269504f + to_integer) - to_integer;
    // ln 2 in two parts, the first of so few bits that its product with n is exact.
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float series = 1.0f / 5040;
    series = series * r + 1.0f / 720;
    series = series * r + 1.0f / 120;
    series = series * r + 1.0f / 24;
    series = series * r + 1.0f / 6;
    series = series * r + 1.0f / 2;
    series = series * r + 1.0f;
    series = series * r + 1.0f;
    const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
    float power;
    std::memcpy(&power, &bits, 4);
    return series * power;
}

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
