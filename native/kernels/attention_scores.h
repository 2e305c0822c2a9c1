// The element-wise part of attention, for one query and a run of keys that lie side by side.
#pragma once
#include <cstdint>

namespace cistron {

// What a score is beside the product of query and key: score = scale · product − slope · |query − key|. The slope is that
// of ALiBi (Press et al. 2022) for the head, or zero.
struct ScoreRule {
    float scale, slope;
};

// Products to scores, in place; the largest of them. The distance is that of the query from the first key.
float scale_scores(float* products, int64_t count, ScoreRule rule, int64_t distance);

// Scores to e^(score − largest), in place; their sum.
float exponentials(float* scores, int64_t count, float largest);

void multiply(float* values, const float* factors, int64_t count);

// What flows back through one query's weights. On entry `products` holds query · key and `gradients` the gradient of the
// weights after dropout; on return they hold the weights after dropout and the gradient of the products.
// log_sum: of the exponentials of all the query's scores; mean: Σ weight · gradient over all its keys.
void softmax_backward(float* products, float* gradients, const float* dropout, int64_t count, ScoreRule rule,
                      int64_t distance, float log_sum, float mean);

// Dropout of attention weights, as a function of the seed, the head and the places of query and key alone: what a batch
// is padded to, and how the work is shared, do not change it.
struct AttentionDropout {
    static constexpr int64_t keys = 128;  // drawn at once

    double probability;
    uint64_t seed;

    // 0 or 1 / (1 − p) for the 128 keys from `first_key`, a multiple of 128. Heads are counted through the batch: key j's
    // draw is half j / 64 of word j mod 64 / 16 of the counter (first_key / 8 + j mod 16, query, head, 0).
    void factors(int64_t head, int64_t query, int64_t first_key, float* factors) const;
};

}  // namespace cistron
