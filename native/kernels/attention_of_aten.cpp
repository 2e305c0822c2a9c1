#include "attention.h"

#include "attention_scores.h"
#include "packed_rows.h"

#include <ATen/Parallel.h>
#include <torch/version.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

using at::Tensor;

namespace cistron {

namespace {

// (1, H, T, T)
Tensor alibi(const AttentionInput& in, const Tensor& scores) {
    const Tensor places = at::arange(scores.size(3), scores.options());
    const Tensor slopes = at::tensor(in.slopes, at::kDouble).to(scores.options());
    return (places.unsqueeze(1) - places).abs() * slopes.neg().view({1, -1, 1, 1});
}

// (B, 1, 1, T): whether a key is beyond its row. A row of no tokens looks at one, so that no weight is a fraction of nothing.
Tensor beyond(const AttentionInput& in, int64_t width) {
    std::vector<int64_t> lengths(in.lengths.begin(), in.lengths.end());
    for (int64_t& length : lengths) length = std::max<int64_t>(length, 1);
    const auto device = in.query.device();
    return (at::arange(width, device) >= at::tensor(lengths, at::kLong).to(device).unsqueeze(1)).view({-1, 1, 1, width});
}

// The factors that the fused heads multiply weights by: (B, H, T, T).
Tensor dropout_factors(const AttentionInput& in, const Tensor& weights) {
    const int64_t rows = weights.size(0) * weights.size(1), tokens = weights.size(2);
    const AttentionDropout dropout{in.dropout, in.seed};
    Tensor factors = at::empty(weights.sizes(), at::kFloat);
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
    return weights.is_cpu() ? weights * dropout_factors(in, weights) : at::dropout(weights, in.dropout, true);
}

// (B, H, T, d)
Tensor mixed(const AttentionInput& in, const Tensor& query, const Tensor& key, const Tensor& value, bool is_even) {
#if TORCH_VERSION_MAJOR >= 2
    // LibTorch's own kernel keeps no (T, T) weights; on the processor it has no dropout. ALiBi would have to be a matrix as
    // large as they are, rounded to the type of the query.
    if (in.slopes.empty() && (in.dropout == 0 || !query.is_cpu())) {
        const auto seen = is_even ? std::optional<Tensor>() : beyond(in, query.size(2)).logical_not();
        return at::scaled_dot_product_attention(query, key, value, seen, in.dropout);
    }
#endif
    Tensor scores = at::matmul(query * (1 / std::sqrt(static_cast<double>(query.size(3)))), key.transpose(-2, -1));
    if (scores.scalar_type() != at::kDouble) scores = scores.to(at::kFloat);
    if (!in.slopes.empty()) scores = scores + alibi(in, scores);
    if (!is_even) scores = scores.masked_fill(beyond(in, scores.size(3)), -std::numeric_limits<double>::infinity());
    return at::matmul(dropped(in, at::softmax(scores, -1)).to(value.scalar_type()), value);
}

}  // namespace

Tensor attention_of_aten(const AttentionInput& in) {
    const int64_t width = *std::max_element(in.lengths.begin(), in.lengths.end()), heads = in.query.size(1), d = in.query.size(2);
    const bool is_even = static_cast<int64_t>(in.lengths.size()) * width == in.query.size(0);
    const auto by_heads = [&](const Tensor& tokens) {  // (B, H, T, d)
        return (is_even ? tokens.reshape({-1, width, heads, d}) : padded(tokens, in.lengths, width)).transpose(1, 2);
    };
    const Tensor all = mixed(in, by_heads(in.query), by_heads(in.key), by_heads(in.value), is_even).transpose(1, 2);
    return is_even ? all.reshape(in.query.sizes()) : packed(all, in.lengths);
}

}  // namespace cistron
