// The innermost part of a matrix product: how the factors are laid out in words, and what multiplies eight rows of the
// left one by up to 48 columns of the right one with AVX-512. Only the files that multiply include it.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>

#define CISTRON_INLINE __attribute__((always_inline)) inline
#if defined(__x86_64__)
#include <immintrin.h>
#define CISTRON_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16")))
#define CISTRON_AVX512_INLINE CISTRON_AVX512 CISTRON_INLINE
#else
#define CISTRON_AVX512
#define CISTRON_AVX512_INLINE CISTRON_INLINE
#endif

namespace cistron {

namespace {

// The depth of a product is counted in words: one float32, or a pair of bfloat16 that one instruction multiplies and
// adds. A panel is a number of vectors wide; 8 rows of three of them are 24 vectors of sums, of 32 registers.
constexpr int64_t tile_rows = 8, vector_columns = 16;

CISTRON_INLINE uint32_t bfloat16_bits(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    return (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;  // to the nearest, ties to even
}

template <class Word>
constexpr int64_t elements_a_word = std::is_same_v<Word, float> ? 1 : 2;

// The word whose first element is `element`; beyond the last element there are zeros.
CISTRON_INLINE void read_word(const float* line, int64_t stride, int64_t element, int64_t, float& word) {
    word = line[element * stride];
}
CISTRON_INLINE void read_word(const float* line, int64_t stride, int64_t element, int64_t elements, uint32_t& word) {
    const uint32_t second = element + 1 < elements ? bfloat16_bits(line[(element + 1) * stride]) : 0;
    word = bfloat16_bits(line[element * stride]) | second << 16;
}

CISTRON_INLINE void read_word(const uint16_t* line, int64_t stride, int64_t element, int64_t elements, uint32_t& word) {
    const uint32_t second = element + 1 < elements ? line[(element + 1) * stride] : 0;
    word = line[element * stride] | second << 16;
}

// One word of up to `width` lines side by side, filled up with zeros. Lines lie `line_stride` apart, and the elements of a line
// `stride`.
template <int64_t width, class Element, class Word>
CISTRON_AVX512_INLINE void interleave_word(const Element* lines, int64_t line_stride, int64_t stride, int64_t elements,
                                           int64_t element, int64_t count, Word* words) {
    if (count >= width && line_stride == 1) {
        for (int64_t i = 0; i < width; i++) read_word(lines + i, stride, element, elements, words[i]);
    } else {
        const int64_t here = std::min(width, count);
        for (int64_t i = 0; i < here; i++) read_word(lines + i * line_stride, stride, element, elements, words[i]);
        std::fill(words + here, words + width, Word{0});
    }
}

// How far before its use a word is fetched: what lies a whole line of the matrix further is not foreseen by the processor.
constexpr int64_t words_ahead = 16;

// Words [start, start + depth) of `count` lines, in groups of `width` lines side by side, one group after the other. What lies
// side by side in memory is read together: lines that do, all groups word by word; others, group by group.
template <int64_t width, class Element, class Word>
CISTRON_AVX512 void interleave(const Element* lines, int64_t line_stride, int64_t stride, int64_t elements,
                               int64_t start, int64_t depth, int64_t count, Word* words) {
    const int64_t step = line_stride == 1 ? count : width;
    for (int64_t first = 0; first < count; first += step)
        for (int64_t d = 0; d < depth; d++)
            for (int64_t i = first; i < std::min(count, first + step); i += width) {
                const int64_t element = (start + d) * elements_a_word<Word>;
                if (line_stride == 1)
                    for (int64_t ahead = element + words_ahead * elements_a_word<Word>, e = 0; e < elements_a_word<Word>; e++)
                        for (int64_t j = 0; j < width; j += 16) __builtin_prefetch(lines + i + j + (ahead + e) * stride);
                interleave_word<width>(lines + i * line_stride, line_stride, stride, elements, element, count - i,
                                       words + i * depth + d * width);
            }
}

// Words [start, start + depth) of a line whose elements lie side by side.
CISTRON_AVX512 inline void round_line(const float* line, int64_t elements, int64_t start, int64_t depth, uint32_t* words) {
    auto* halves = reinterpret_cast<uint16_t*>(words);
    const int64_t count = std::min(2 * depth, elements - 2 * start);
    for (int64_t i = 0; i < count; i++) halves[i] = static_cast<uint16_t>(bfloat16_bits(line[2 * start + i]));
    if (count < 2 * depth) halves[count] = 0;
}

#if defined(__x86_64__)

CISTRON_AVX512_INLINE __m512 load(const float* words) { return _mm512_loadu_ps(words); }
CISTRON_AVX512_INLINE __m512 load(const uint32_t* words) { return _mm512_castsi512_ps(_mm512_loadu_si512(words)); }

CISTRON_AVX512_INLINE __m512 multiply_add(float left, __m512 right, __m512 sum) {
    return _mm512_fmadd_ps(_mm512_set1_ps(left), right, sum);
}
CISTRON_AVX512_INLINE __m512 multiply_add(uint32_t left, __m512 right, __m512 sum) {
    return _mm512_dpbf16_ps(sum, (__m512bh)_mm512_set1_epi32(static_cast<int>(left)),
                            (__m512bh)_mm512_castps_si512(right));
}

// The first `vectors` of a panel of `panel_vectors`.
template <class Word, int rows, int vectors, int panel_vectors>
CISTRON_AVX512_INLINE void tile(int64_t depth, const Word* left, int64_t row_stride, int64_t depth_stride,
                                const Word* panel, float* target, int64_t target_stride, int64_t columns, bool add) {
    __m512 sums[rows][vectors];
#pragma GCC unroll 8
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < vectors; j++) sums[i][j] = _mm512_setzero_ps();
    for (int64_t d = 0; d < depth; d++, panel += panel_vectors * vector_columns, left += depth_stride) {
        __m512 right[vectors];
#pragma GCC unroll 3
        for (int j = 0; j < vectors; j++) right[j] = load(panel + j * vector_columns);
#pragma GCC unroll 8
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < vectors; j++) sums[i][j] = multiply_add(left[i * row_stride], right[j], sums[i][j]);
    }
#pragma GCC unroll 8
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < vectors; j++) {
            const int64_t here = std::clamp<int64_t>(columns - vector_columns * j, 0, vector_columns);
            const auto mask = static_cast<__mmask16>((1u << here) - 1);
            float* place = target + i * target_stride + vector_columns * j;
            const __m512 before = add ? _mm512_maskz_loadu_ps(mask, place) : _mm512_setzero_ps();
            _mm512_mask_storeu_ps(place, mask, _mm512_add_ps(before, sums[i][j]));
        }
}

// `rows` rows of the left matrix, at most a tile's, times one panel, or what of it holds columns.
template <class Word, int vectors, int panel_vectors = vectors>
CISTRON_AVX512 void strip(int64_t rows, int64_t depth, const Word* left, int64_t row_stride, int64_t depth_stride,
                          const Word* panel, float* target, int64_t target_stride, int64_t columns, bool add) {
#define CISTRON_TILE(n) \
    case n:                                                                                                           \
        return tile<Word, n, vectors, panel_vectors>(depth, left, row_stride, depth_stride, panel, target,           \
                                                     target_stride, columns, add)
    switch (rows) {
        CISTRON_TILE(1);
        CISTRON_TILE(2);
        CISTRON_TILE(3);
        CISTRON_TILE(4);
        CISTRON_TILE(5);
        CISTRON_TILE(6);
        CISTRON_TILE(7);
        CISTRON_TILE(8);
    }
#undef CISTRON_TILE
}

inline bool has_instructions(bool for_bfloat16) {
    static const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    static const bool bfloat16 = avx512 && __builtin_cpu_supports("avx512bf16");
    // The tiles of float32 use no instruction of avx512bf16, though they are compiled where it is allowed.
    return for_bfloat16 ? bfloat16 : avx512;
}

#else

template <class Word, int vectors, int panel_vectors = vectors>
void strip(int64_t, int64_t, const Word*, int64_t, int64_t, const Word*, float*, int64_t, int64_t, bool) {}

inline bool has_instructions(bool) { return false; }

#endif

}  // namespace

}  // namespace cistron
