#include "packed_matrix.h"

#include "packed_tiles.h"

#include <ATen/Parallel.h>

#include <vector>

namespace cistron {

namespace {

constexpr int panel_vectors = 3;
constexpr int64_t panel_columns = panel_vectors * vector_columns;
constexpr int64_t block_depth = 1152;    // a panel's block of 221 kB stays in the second-level cache
constexpr int64_t block_rows = 96;       // beside as many rows of the left matrix
constexpr int64_t line_rows = 16;        // a line of the cache, when columns of a row-major matrix are read
constexpr int64_t least_work = 1 << 18;  // multiplications below which a second thread costs more than it brings

int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

template <class Word>
void pack(const MatrixView& matrix, Word* words) {
    const int64_t depth = ceil_div(matrix.rows, elements_a_word<Word>), panels = ceil_div(matrix.columns, panel_columns);
    at::parallel_for(0, panels, 1, [&](int64_t begin, int64_t end) {
        for (int64_t start = 0; start < depth; start += block_depth) {
            const int64_t here = std::min(block_depth, depth - start);
            const int64_t column = begin * panel_columns;
            interleave<panel_columns>(matrix.data + column * matrix.column_stride, matrix.column_stride, matrix.row_stride,
                                      matrix.rows, start, here, std::min(end * panel_columns, matrix.columns) - column,
                                      words + (start * panels + begin * here) * panel_columns);
        }
    });
}

// strip() of as many vectors as the last columns of a matrix need.
template <class Word>
void narrow_strip(int64_t rows, int64_t depth, const Word* left, int64_t row_stride, int64_t depth_stride, const Word* panel,
                  float* target, int64_t target_stride, int64_t columns, bool add) {
    static_assert(panel_vectors == 3);
    const auto multiply = columns <= vector_columns       ? strip<Word, 1, panel_vectors>
                          : columns <= 2 * vector_columns ? strip<Word, 2, panel_vectors>
                                                          : strip<Word, 3, panel_vectors>;
    multiply(rows, depth, left, row_stride, depth_stride, panel, target, target_stride, columns, add);
}

// Rows [first, last) of the left matrix times panels [begin, end).
template <class Word>
void sweep(const MatrixView& left, int64_t first, int64_t last, const Word* words, int64_t columns, int64_t begin,
           int64_t end, float* target, bool add) {
    static thread_local std::vector<Word> copy(block_rows * block_depth);
    const int64_t depth = ceil_div(left.columns, elements_a_word<Word>), panels = ceil_div(columns, panel_columns);
    for (int64_t start = 0; start < depth; start += block_depth) {
        const int64_t here = std::min(block_depth, depth - start);
        // Rows of float32 are read where they lie, and are copied where they must be rounded. Columns are copied in the
        // order of the product.
        const bool by_rows = left.column_stride == 1;
        const Word* block = copy.data();
        int64_t row_stride = by_rows ? here : 1, depth_stride = by_rows ? 1 : line_rows;
        if (!by_rows) {
            interleave<line_rows>(left.data + first * left.row_stride, left.row_stride, left.column_stride, left.columns, start,
                                  here, last - first, copy.data());
        } else if constexpr (std::is_same_v<Word, float>) {
            block = left.data + first * left.row_stride + start;
            row_stride = left.row_stride;
        } else {
            for (int64_t row = first; row < last; row++)
                round_line(left.data + row * left.row_stride, left.columns, start, here, copy.data() + (row - first) * here);
        }
        for (int64_t j = begin; j < end; j++) {
            const int64_t column = j * panel_columns;
            const Word* panel = words + (start * panels + j * here) * panel_columns;
            for (int64_t row = 0; row < last - first; row += tile_rows) {
                const int64_t place = by_rows ? row * row_stride : row / line_rows * line_rows * here + row % line_rows;
                narrow_strip(std::min(tile_rows, last - first - row), here, block + place, row_stride, depth_stride, panel,
                             target + (first + row) * columns + column, columns, std::min(panel_columns, columns - column),
                             add || start > 0);
            }
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
    const int64_t share = ceil_div(ceil_div(left.rows, shares), line_rows) * line_rows;
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
      packed_(instructions == Instructions::best && has_instructions(precision == Precision::bfloat16)) {
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

int64_t PackedMatrix::bytes() const { return packed_ ? values_.nbytes() : 0; }

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
