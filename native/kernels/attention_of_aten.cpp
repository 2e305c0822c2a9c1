#include "attention.h"

#include "attention_scores.h"

#include <ATen/Parallel.h>

#include <cmath>
#include <limits>
#include <vector>

using at::Tensor;

namespace cistron {

namespace {

// (1, H, T, T)
Tensor alibi(const AttentionInput& in, const Tensor& scores) {
    const Tensor places = at::arange(in.key.size(2), scores.options());
    const Tensor slopes = at::tensor(in.slopes, at::kDouble).to(scores.options());
    return (places.unsqueeze(1) - places).abs() * slopes.neg().view({1, -1, 1, 1});
}

// (B, T): whether a token is beyond its row.
Tensor padding(const AttentionInput& in, int64_t least) {
    std::vector<int64_t> lengths(in.lengths.begin(), in.lengths.end());
    for (int64_t& length : lengths) length = std::max(length, least);
    return at::arange(in.key.size(2), in.key.device()) >= at::tensor(lengths, at::kLong).to(in.key.device()).unsqueeze(1);
}

// The factors that the fused heads multiply weights by: (B, H, T, T).
Tensor dropout_factors(const AttentionInput& in) {
    const int64_t rows = in.query.size(0) * in.query.size(1), tokens = in.query.size(2);
    const AttentionDropout dropout{in.dropout, in.seed};
    Tensor factors = at::empty({in.query.size(0), in.query.size(1), tokens, tokens}, at::kFloat);
    float* target = factors.data_ptr<float>();
    at::parallel_for(0, rows * tokens, 64, [&](int64_t begin, int64_t end) {
        float drawn[AttentionDropout::keys];
        for (int64_t i = begin; i < end; i++)
            for (int64_t key = 0; key < tokens; key += AttentionDropout::keys) {
                dropout.factors(i / tokens, i % tokens, key, drawn);
                std::copy_n(drawn, std::min(AttentionDropout::keys, tokens - key), target + i * tokens + key);
            }
    });
    return factors;
}

Tensor dropped(const AttentionInput& in, const Tensor& weights) {
    if (in.dropout == 0) return weights;
    return weights.is_cpu() ? weights * dropout_factors(in) : at::dropout(weights, in.dropout, true);
}

// What is beyond a row may be anything; times a weight of zero it must be zero, and so must its gradient.
AttentionInput without_padding(AttentionInput in) {
    if (!in.lengths.empty()) {
        const Tensor beyond = padding(in, 0).unsqueeze(1).unsqueeze(-1);  // (B, 1, T, 1)
        for (Tensor* tensor : {&in.query, &in.key, &in.value}) *tensor = tensor->masked_fill(beyond, 0);
    }
    return in;
}

}  // namespace

Tensor attention_of_aten(const AttentionInput& given) {
    const AttentionInput in = without_padding(given);
    const double scale = 1 / std::sqrt(static_cast<double>(in.query.size(3)));
    Tensor scores = at::matmul(in.query * scale, in.key.transpose(-2, -1));
    if (scores.scalar_type() != at::kDouble) scores = scores.to(at::kFloat);
    if (!in.slopes.empty()) scores = scores + alibi(in, scores);
    // A row of no tokens looks at one, so that no weight is a fraction of nothing; what comes of it is set to zero below.
    if (!in.lengths.empty())
        scores = scores.masked_fill(padding(in, 1).view({-1, 1, 1, in.key.size(2)}), -std::numeric_limits<double>::infinity());
    const Tensor weights = dropped(in, at::softmax(scores, -1));
    Tensor output = at::matmul(weights.to(in.value.scalar_type()), in.value).transpose(1, 2).contiguous();
    if (!in.lengths.empty()) output = output.masked_fill(padding(in, 0).unsqueeze(-1).unsqueeze(-1), 0);
    return output.transpose(1, 2);
}

}  // namespace cistron
