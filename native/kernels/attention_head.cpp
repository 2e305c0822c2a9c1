#include "attention_head.h"

#include "packed_tiles.h"

#include <cmath>
#include <limits>

namespace cistron {

namespace {

constexpr int64_t block_queries = 64, block_keys = AttentionDropout::keys;
constexpr int panel_vectors = 2;  // heads have 32, 64 or 128 elements
constexpr int64_t panel_columns = panel_vectors * vector_columns;
// A line of the cache more than a block has keys: a column's elements would else compete for the same few places in it.
constexpr int64_t line = block_keys + 16;

int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

template <class Word>
int64_t words(int64_t elements) { return ceil_div(elements, elements_a_word<Word>); }

// The right factor whose column j has `elements` elements, `stride` apart from data + j · column_stride on.
template <class Element, class Word>
void pack(const Element* data, int64_t columns, int64_t column_stride, int64_t elements, int64_t stride,
          Panels<Word>& panels) {
    panels.depth = words<Word>(elements);
    const auto size = static_cast<size_t>(ceil_div(columns, panel_columns) * panel_columns * panels.depth);
    if (panels.words.size() < size) panels.words.resize(size);
    interleave<panel_columns>(data, column_stride, stride, elements, 0, panels.depth, columns, panels.words.data());
}

// A left factor: word d of row i is data[i · row_stride + d · depth_stride].
template <class Word>
struct Left {
    const Word* data;
    int64_t rows, row_stride, depth_stride, depth;
};

// A run of the right factor's columns and of its depth, which starts with a panel.
struct Run {
    int64_t column, columns, depth;
};

// target = left · right, or target += left · right.
template <class Word>
void multiply(const Left<Word>& left, const Panels<Word>& right, Run run, float* target, int64_t target_stride, bool add) {
    for (int64_t column = 0; column < run.columns; column += panel_columns) {
        const Word* panel = right.words.data() + (run.column + column) * right.depth + run.depth * panel_columns;
        for (int64_t row = 0; row < left.rows; row += tile_rows)
            strip<Word, panel_vectors>(std::min(tile_rows, left.rows - row), left.depth, left.data + row * left.row_stride,
                                       left.row_stride, left.depth_stride, panel, target + row * target_stride + column,
                                       target_stride, std::min(panel_columns, run.columns - column), add);
    }
}

// Tokens as they lie, as a left factor.
template <class Word, class Element>
Left<Word> tokens(HeadRows<const Element> rows, int64_t first, int64_t count, int64_t width) {
    return {reinterpret_cast<const Word*>(rows[first]), count, rows.stride / elements_a_word<Word>, 1, words<Word>(width)};
}

// A block of float32, a query a row, as the left factor of a product over its keys.
Left<float> by_queries(const float* block, int64_t queries, int64_t keys, std::vector<float>&) {
    return {block, queries, line, 1, keys};
}
Left<uint32_t> by_queries(const float* block, int64_t queries, int64_t keys, std::vector<uint32_t>& copy) {
    for (int64_t i = 0; i < queries; i++)
        round_line(block + i * line, keys, 0, words<uint32_t>(keys), copy.data() + i * line / 2);
    return {copy.data(), queries, line / 2, 1, words<uint32_t>(keys)};
}

CISTRON_AVX512 void round_pair(const float* first, const float* second, int64_t count, uint32_t* target) {
    for (int64_t j = 0; j < count; j++) target[j] = bfloat16_bits(first[j]) | bfloat16_bits(second[j]) << 16;
}
CISTRON_AVX512 void round_single(const float* first, int64_t count, uint32_t* target) {
    for (int64_t j = 0; j < count; j++) target[j] = bfloat16_bits(first[j]);
}

// The same block transposed, as the left factor of a product over its queries.
Left<float> by_keys(const float* block, int64_t queries, int64_t keys, std::vector<float>&) {
    return {block, keys, 1, line, queries};
}
Left<uint32_t> by_keys(const float* block, int64_t queries, int64_t keys, std::vector<uint32_t>& copy) {
    for (int64_t i = 0; i < queries; i += 2) {
        uint32_t* target = copy.data() + i / 2 * line;
        if (i + 1 < queries)
            round_pair(block + i * line, block + (i + 1) * line, keys, target);
        else
            round_single(block + i * line, keys, target);
    }
    return {copy.data(), keys, 1, line, words<uint32_t>(queries)};
}

void write(const float* values, float factor, int64_t count, float* target) {
    for (int64_t j = 0; j < count; j++) target[j] = values[j] * factor;
}
void write(const float* values, float factor, int64_t count, uint16_t* target) {
    for (int64_t j = 0; j < count; j++) target[j] = static_cast<uint16_t>(bfloat16_bits(values[j] * factor));
}

float number(float value) { return value; }
float number(uint16_t bits) {
    const uint32_t wide = static_cast<uint32_t>(bits) << 16;
    float value;
    std::memcpy(&value, &wide, 4);
    return value;
}

template <class Element>
float dot(const Element* a, const Element* b, int64_t count) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t j = 0; j < count; j++) sum += number(a[j]) * number(b[j]);
    return sum;
}

}  // namespace

template <class Element>
bool HeadAttention<Element>::fits(int64_t width) {
    return has_instructions(!std::is_same_v<Element, float>) && width % elements_a_word<Word> == 0;
}

template <class Element>
void HeadAttention<Element>::reserve(int64_t width) {
    scores_.resize(block_queries * line);
    gradients_.resize(block_queries * line);
    lines_.resize(block_queries * line / 2);
    pairs_.resize(block_queries * line / 2);
    sums_.resize(block_queries * width);
}

template <class Element>
void HeadAttention<Element>::forward(const HeadInput<Element>& in, int64_t first, int64_t last, HeadRows<Element> output,
                                     float* log_sums) {
    const int64_t width = in.width;
    reserve(width);
    pack(in.key.data, in.tokens, in.key.stride, width, 1, keys_);
    pack(in.value.data, width, 1, in.tokens, in.value.stride, value_rows_);
    for (int64_t begin = first; begin < last; begin += block_queries) {
        const int64_t queries = std::min(block_queries, last - begin);
        float largest[block_queries], sum[block_queries], factors[block_keys];
        std::fill_n(largest, queries, std::numeric_limits<float>::lowest());
        std::fill_n(sum, queries, 0.0f);
        for (int64_t key = 0; key < in.tokens; key += block_keys) {
            const int64_t keys = std::min(block_keys, in.tokens - key);
            multiply(tokens<Word>(in.query, begin, queries, width), keys_, {key, keys, 0}, scores_.data(), line, false);
            for (int64_t i = 0; i < queries; i++) {
                float* row = scores_.data() + i * line;
                const float before = largest[i];
                largest[i] = std::max(before, scale_scores(row, keys, in.rule, begin + i - key));
                // What was summed relative to a smaller largest score weighs less now.
                const float shrink = std::exp(before - largest[i]);
                sum[i] = sum[i] * shrink + exponentials(row, keys, largest[i]);
                if (key > 0 && shrink != 1) write(sums_.data() + i * width, shrink, width, sums_.data() + i * width);
                if (in.dropout.probability > 0) {
                    in.dropout.factors(in.number, begin + i, key, factors);
                    multiply(row, factors, keys);
                }
            }
            multiply(by_queries(scores_.data(), queries, keys, lines_), value_rows_, {0, width, key / elements_a_word<Word>},
                     sums_.data(), width, key > 0);
        }
        for (int64_t i = 0; i < queries; i++) {
            write(sums_.data() + i * width, 1 / sum[i], width, output[begin + i]);
            log_sums[begin + i] = largest[i] + std::log(sum[i]);
        }
    }
}

template <class Element>
void HeadAttention<Element>::backward(const HeadInput<Element>& in, HeadRows<const Element> output,
                                      HeadRows<const Element> d_output, const float* log_sums, HeadRows<Element> d_query,
                                      HeadRows<Element> d_key, HeadRows<Element> d_value) {
    const int64_t width = in.width;
    reserve(width);
    pack(in.key.data, in.tokens, in.key.stride, width, 1, keys_);
    pack(in.value.data, in.tokens, in.value.stride, width, 1, values_);
    pack(in.key.data, width, 1, in.tokens, in.key.stride, key_rows_);
    d_keys_.resize(std::max<size_t>(d_keys_.size(), in.tokens * width));
    d_values_.resize(std::max<size_t>(d_values_.size(), in.tokens * width));
    float factors[block_keys];
    std::fill_n(factors, block_keys, 1.0f);
    for (int64_t begin = 0; begin < in.tokens; begin += block_queries) {
        const int64_t queries = std::min(block_queries, in.tokens - begin);
        pack(in.query[begin], width, 1, queries, in.query.stride, queries_);
        pack(d_output[begin], width, 1, queries, d_output.stride, d_outputs_);
        float mean[block_queries];
        for (int64_t i = 0; i < queries; i++) mean[i] = dot(output[begin + i], d_output[begin + i], width);
        for (int64_t key = 0; key < in.tokens; key += block_keys) {
            const int64_t keys = std::min(block_keys, in.tokens - key);
            multiply(tokens<Word>(in.query, begin, queries, width), keys_, {key, keys, 0}, scores_.data(), line, false);
            multiply(tokens<Word>(d_output, begin, queries, width), values_, {key, keys, 0}, gradients_.data(), line, false);
            for (int64_t i = 0; i < queries; i++) {
                if (in.dropout.probability > 0) in.dropout.factors(in.number, begin + i, key, factors);
                softmax_backward(scores_.data() + i * line, gradients_.data() + i * line, factors, keys, in.rule,
                                 begin + i - key, log_sums[begin + i], mean[i]);
            }
            multiply(by_keys(scores_.data(), queries, keys, pairs_), d_outputs_, {0, width, 0}, d_values_.data() + key * width,
                     width, begin > 0);
            multiply(by_keys(gradients_.data(), queries, keys, pairs_), queries_, {0, width, 0}, d_keys_.data() + key * width,
                     width, begin > 0);
            multiply(by_queries(gradients_.data(), queries, keys, lines_), key_rows_, {0, width, key / elements_a_word<Word>},
                     sums_.data(), width, key > 0);
        }
        for (int64_t i = 0; i < queries; i++) write(sums_.data() + i * width, 1.0f, width, d_query[begin + i]);
    }
    for (int64_t i = 0; i < in.tokens; i++) {
        write(d_keys_.data() + i * width, 1.0f, width, d_key[i]);
        write(d_values_.data() + i * width, 1.0f, width, d_value[i]);
    }
}

template class HeadAttention<float>;
template class HeadAttention<uint16_t>;

}  // namespace cistron
