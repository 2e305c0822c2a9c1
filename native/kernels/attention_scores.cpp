#include "attention_scores.h"

#include "exponential.h"
#include "philox.h"
#include "vectorize.h"

#include <limits>

namespace cistron {

namespace {

__attribute__((always_inline)) inline float score(float product, ScoreRule rule, int32_t distance) {
    return product * rule.scale - rule.slope * static_cast<float>(distance < 0 ? -distance : distance);
}

// With a shift of 0 the lower half of each word decides, with 16 the upper one.
CISTRON_VECTORIZED void choose(const uint32_t* __restrict words, int shift, float* __restrict factors, int64_t count,
                               DropoutOdds odds) {
    for (int64_t j = 0; j < count; j++) factors[j] = (words[j] >> shift & 0xffff) >= odds.threshold ? odds.kept : 0.0f;
}

}  // namespace

// Reductions are vectorized where they are marked: a compiler may not change the order of a sum by itself.

CISTRON_VECTORIZED float scale_scores(float* __restrict products, int64_t count, ScoreRule rule, int64_t distance) {
    float largest = -std::numeric_limits<float>::infinity();
    const auto start = static_cast<int32_t>(distance), end = static_cast<int32_t>(count);
#pragma omp simd reduction(max : largest)
    for (int32_t j = 0; j < end; j++) {
        const float x = score(products[j], rule, start - j);
        products[j] = x;
        largest = x > largest ? x : largest;
    }
    return largest;
}

CISTRON_VECTORIZED float exponentials(float* __restrict scores, int64_t count, float largest) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t j = 0; j < count; j++) {
        const float e = exponential(scores[j] - largest);
        scores[j] = e;
        sum += e;
    }
    return sum;
}

CISTRON_VECTORIZED void multiply(float* __restrict values, const float* __restrict factors, int64_t count) {
    for (int64_t j = 0; j < count; j++) values[j] *= factors[j];
}

CISTRON_VECTORIZED void softmax_backward(float* __restrict products, float* __restrict gradients,
                                         const float* __restrict dropout, int64_t count, ScoreRule rule,
                                         int64_t distance, float log_sum, float mean) {
    const auto start = static_cast<int32_t>(distance), end = static_cast<int32_t>(count);
    for (int32_t j = 0; j < end; j++) {
        const float weight = exponential(score(products[j], rule, start - j) - log_sum);
        products[j] = weight * dropout[j];
        gradients[j] = weight * (gradients[j] * dropout[j] - mean) * rule.scale;
    }
}

void AttentionDropout::factors(int64_t head, int64_t query, int64_t first_key, float* factors) const {
    constexpr int64_t half = keys / 2;
    uint32_t words[half];
    philox(static_cast<uint64_t>(query) << 32 | static_cast<uint64_t>(first_key / 8), static_cast<uint64_t>(head), seed, words,
           half / 4);
    const DropoutOdds odds(probability);
    choose(words, 0, factors, half, odds);
    choose(words, 16, factors + half, half, odds);
}

}  // namespace cistron
