// Attention of one head over one row of a batch, with AVX-512 and block by block: weights live for 64 queries and 128
// keys at a time, so that memory is linear in the tokens (Dao et al. 2022, "FlashAttention"). Elements are float32, or
// the bits of bfloat16, whose products, softmax and sums are float32.
#pragma once
#include "attention_scores.h"

#include <cstdint>
#include <type_traits>
#include <vector>

namespace cistron {

// Element j of token i is data[i · stride + j].
template <class Element>
struct HeadRows {
    Element* data;
    int64_t stride;

    Element* operator[](int64_t token) const { return data + token * stride; }
};

template <class Element>
struct HeadInput {
    HeadRows<const Element> query, key, value;
    int64_t tokens;  // real ones: what is beyond them is neither read nor written
    int64_t width;   // elements of a token
    ScoreRule rule;
    AttentionDropout dropout;
    int64_t number;  // of the head, counted through the batch
};

// The right factor of products: word d of column j is words[(j / 32 · depth + d) · 32 + j mod 32].
template <class Word>
struct Panels {
    std::vector<Word> words;
    int64_t depth = 0;
};

// Works on one head after the other, in memory that it keeps.
template <class Element>
class HeadAttention {
  public:
    // Whether this processor has the instructions, and whether a bfloat16 row can be read in pairs.
    static bool fits(int64_t width);

    // Outputs of queries [first, last), and the logarithms of their sums of exponentials, which backward needs.
    void forward(const HeadInput<Element>& in, int64_t first, int64_t last, HeadRows<Element> output, float* log_sums);

    // Gradients of the real tokens, from what forward came to.
    void backward(const HeadInput<Element>& in, HeadRows<const Element> output, HeadRows<const Element> d_output,
                  const float* log_sums, HeadRows<Element> d_query, HeadRows<Element> d_key, HeadRows<Element> d_value);

  private:
    using Word = std::conditional_t<std::is_same_v<Element, float>, float, uint32_t>;

    void reserve(int64_t width);

    Panels<Word> keys_, values_;             // their transposes: a column a token
    Panels<Word> key_rows_, value_rows_;     // a column an element
    Panels<Word> queries_, d_outputs_;       // of a block, a column an element
    std::vector<float> scores_, gradients_;  // of a block
    std::vector<Word> lines_, pairs_;        // of a block, as left factors of bfloat16
    std::vector<float> sums_;                // of a block
    std::vector<float> d_keys_, d_values_;   // of the row
};

}  // namespace cistron
