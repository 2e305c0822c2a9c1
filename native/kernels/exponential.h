// e^x for loops over float32.
#pragma once
#include <cstdint>
#include <cstring>

namespace cistron {

// e^x to within two units in the last place, in arithmetic that vectorizes: x = n ln 2 + r with |r| ≤ ln 2 / 2, where the
// Taylor series after r^7 leaves less than 6e-9. Below e^-87 and above e^88 it stays what it is there.
__attribute__((always_inline)) inline float exponential(float x) {
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

}  // namespace cistron
