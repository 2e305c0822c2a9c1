#include "packed_matrix.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#define CISTRON_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16")))
#define CISTRON_AVX512_INLINE CISTRON_AVX512 __attribute__((always_inline)) inline
#else
#define CISTRON_AVX512
#endif

namespace cistron {

namespace {

// The depth of a product is counted in words: one float32, or a pair of bfloat16 that one instruction multiplies and
// adds. 8 rows of 48 columns are 24 vectors of sums, of 32 registers.
constexpr int64_t tile_rows = 8, panel_columns = 48;
constexpr int64_t block_depth = 1152;  // a panel's block of 221 kB stays in the second-level cache
constexpr int64_t block_rows = 96;     // beside as many rows of the left matrix
constexpr int64_t least_work = 1 << 18;  // multiplications below which a second thread costs more than it brings

int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

uint32_t bfloat16_bits(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    return (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;  // to the nearest, ties to even
}

// Word `depth` of a row or column whose elements lie `stride` apart.
void read_word(const float* line, int64_t stride, int64_t depth, int64_t, float& word) { word = line[depth * stride]; }

void read_word(const float* line, int64_t stride, int64_t depth, int64_t elements, uint32_t& word) {
    word = bfloat16_bits(line[2 * depth * stride]);
    if (2 * depth + 1 < elements) word |= bfloat16_bits(line[(2 * depth + 1) * stride]) << 16;
}

template <class Word>
constexpr int64_t elements_a_word = std::is_same_v<Word, float> ? 1 : 2;

// Words [start, start + depth) of `count` lines, line by line or side by side. Missing lines become zero.
template <class Word>
CISTRON_AVX512 void interleave(const float* lines, int64_t line_stride, int64_t stride, int64_t elements,
                               int64_t start, int64_t depth, int64_t count, int64_t width,
                               Word* words) {
    for (int64_t d = 0; d < depth; d++, words += width) {
        for (int64_t i = 0; i < count; i++) read_word(lines + i * line_stride, stride, start + d, elements, words[i]);
        std::fill(words + count, words + width, Word{0});
    }
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

template <class Word, int rows>
CISTRON_AVX512_INLINE void tile(int64_t depth, const Word* left, int64_t row_stride, int64_t depth_stride,
                                const Word* panel, float* target, int64_t target_stride, int64_t columns, bool add) {
    __m512 sums[rows][3];
#pragma GCC unroll 8
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 3; j++) sums[i][j] = _mm512_setzero_ps();
    for (int64_t d = 0; d < depth; d++, panel += panel_columns, left += depth_stride) {
        const __m512 right[] = {load(panel), load(panel + 16), load(panel + 32)};
#pragma GCC unroll 8
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < 3; j++) sums[i][j] = multiply_add(left[i * row_stride], right[j], sums[i][j]);
    }
#pragma GCC unroll 8
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 3; j++) {
            const int64_t here = std::clamp<int64_t>(columns - 16 * j, 0, 16);
            const auto mask = static_cast<__mmask16>((1u << here) - 1);
            float* place = target + i * target_stride + 16 * j;
            const __m512 before = add ? _mm512_maskz_loadu_ps(mask, place) : _mm512_setzero_ps();
            _mm512_mask_storeu_ps(place, mask, _mm512_add_ps(before, sums[i][j]));
        }
}

// `rows` rows of the left matrix, at most a tile's, times one panel.
template <class Word>
CISTRON_AVX512 void strip(int64_t rows, int64_t depth, const Word* left, int64_t row_stride, int64_t depth_stride,
                          const Word* panel, float* target, int64_t target_stride, int64_t columns, bool add) {
#define CISTRON_TILE(n) \
    case n: return tile<Word, n>(depth, left, row_stride, depth_stride, panel, target, target_stride, columns, add)
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

bool has_instructions(Precision precision) {
    static const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    static const bool bfloat16 = avx512 && __builtin_cpu_supports("avx512bf16");
    // The tiles of float32 use no instruction of avx512bf16, though they are compiled where it is allowed.
    return precision == Precision::float32 ? avx512 : bfloat16;
}

#else

template <class Word>
void strip(int64_t, int64_t, const Word*, int64_t, int64_t, const Word*, float*, int64_t, int64_t, bool) {}

bool has_instructions(Precision) { return false; }

#endif

template <class Word>
void pack(const MatrixView& matrix, Word* words) {
    const int64_t depth = ceil_div(matrix.rows, elements_a_word<Word>), panels = ceil_div(matrix.columns, panel_columns);
    at::parallel_for(0, panels, 1, [&](int64_t begin, int64_t end) {
        for (int64_t start = 0; start < depth; start += block_depth) {
            const int64_t here = std::min(block_depth, depth - start);
            for (int64_t j = begin; j < end; j++) {
                const int64_t column = j * panel_columns;
                interleave(matrix.data + column * matrix.column_stride, matrix.column_stride, matrix.row_stride,
                           matrix.rows, start, here, std::min(panel_columns, matrix.columns - column), panel_columns,
                           words + (start * panels + j * here) * panel_columns);
            }
        }
    });
}

// Rows [first, last) of the left matrix times panels [begin, end).
template <class Word>
void sweep(const MatrixView& left, int64_t first, int64_t last, const Word* words, int64_t columns, int64_t begin,
           int64_t end, float* target, bool add) {
    static thread_local std::vector<Word> copy(block_rows * block_depth);
    const int64_t depth = ceil_div(left.columns, elements_a_word<Word>), panels = ceil_div(columns, panel_columns);
    for (int64_t start = 0; start < depth; start += block_depth) {
        const int64_t here = std::min(block_depth, depth - start);
        // Rows of float32 are read where they lie; all else is copied, tile by tile, in the order of the product.
        const Word* block = copy.data();
        int64_t row_stride = 1, depth_stride = tile_rows, tile_stride = here * tile_rows;
        if (std::is_same_v<Word, float> && left.column_stride == 1) {
            block = reinterpret_cast<const Word*>(left.data + first * left.row_stride + start);
            row_stride = left.row_stride, depth_stride = 1, tile_stride = tile_rows * left.row_stride;
        } else {
            for (int64_t row = first, at = 0; row < last; row += tile_rows, at += tile_stride)
                interleave(left.data + row * left.row_stride, left.row_stride, left.column_stride, left.columns, start, here,
                           std::min(tile_rows, last - row), tile_rows, copy.data() + at);
        }
        for (int64_t j = begin; j < end; j++) {
            const int64_t column = j * panel_columns;
            const Word* panel = words + (start * panels + j * here) * panel_columns;
            for (int64_t row = first, at = 0; row < last; row += tile_rows, at += tile_stride)
                strip(std::min(tile_rows, last - row), here, block + at, row_stride, depth_stride, panel,
                      target + row * columns + column, columns, std::min(panel_columns, columns - column),
                      add || start > 0);
        }
    }
}

// Many rows are shared among the threads; of few rows, the columns are.
template <class Word>
void multiply_packed(const MatrixView& left, const Word* words, int64_t columns, float* target, bool add) {
    const int64_t panels = ceil_div(columns, panel_columns);
    if (left.rows <= block_rows) {
        const int64_t work = std::max<int64_t>(1, left.rows * left.columns * panel_columns);
        at::parallel_for(0, panels, ceil_div(least_work, work), [&](int64_t begin, int64_t end) {
            sweep(left, 0, left.rows, words, columns, begin, end, target, add);
        });
        return;
    }
    const int64_t threads = at::get_num_threads();
    const int64_t shares = ceil_div(ceil_div(left.rows, block_rows), threads) * threads;
    const int64_t share = ceil_div(ceil_div(left.rows, shares), tile_rows) * tile_rows;
    const int64_t work = share * left.columns * columns;
    at::parallel_for(0, ceil_div(left.rows, share), ceil_div(least_work, work), [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++)
            sweep(left, i * share, std::min(left.rows, (i + 1) * share), words, columns, 0, panels, target, add);
    });
}

at::Tensor view(const MatrixView& matrix) {
    return at::from_blob(const_cast<float*>(matrix.data), {matrix.rows, matrix.columns},
                         {matrix.row_stride, matrix.column_stride}, at::kFloat);
}

at::Tensor rounded(const at::Tensor& values, Precision precision) {
    return precision == Precision::float32 ? values : values.to(at::kBFloat16).to(at::kFloat);
}

}  // namespace

PackedMatrix::PackedMatrix(const MatrixView& matrix, Precision precision, Instructions instructions)
    : rows_(matrix.rows), columns_(matrix.columns), precision_(precision),
      packed_(instructions == Instructions::best && has_instructions(precision)) {
    if (!packed_) {
        values_ = rounded(view(matrix), precision);
        return;
    }
    const int64_t width = ceil_div(columns_, panel_columns) * panel_columns;
    if (precision == Precision::float32) {
        values_ = at::empty({rows_ * width}, at::kFloat);
        pack(matrix, values_.data_ptr<float>());
    } else {
        values_ = at::empty({ceil_div(rows_, 2) * width}, at::kInt);
        pack(matrix, reinterpret_cast<uint32_t*>(values_.data_ptr<int>()));
    }
}

void PackedMatrix::multiply(const MatrixView& left, float* target, bool add) const {
    TORCH_INTERNAL_ASSERT(left.columns == rows_);
    if (!packed_) {
        const at::Tensor factor = rounded(view(left), precision_);
        at::Tensor product = at::from_blob(target, {left.rows, columns_}, at::kFloat);
        if (add)
            product.addmm_(factor, values_);
        else
            at::mm_out(product, factor, values_);
    } else if (precision_ == Precision::float32) {
        multiply_packed(left, values_.data_ptr<float>(), columns_, target, add);
    } else {
        multiply_packed(left, reinterpret_cast<const uint32_t*>(values_.data_ptr<int>()), columns_, target, add);
    }
}

}  // namespace cistron
