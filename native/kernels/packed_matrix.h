// A matrix that stands on the right of many products: laid out once in the order in which a product reads it. BLAS lays
// it out anew in every call, which for the few rows of a recurrent step costs more than the product itself.
#pragma once
#include <ATen/ATen.h>

#include <cstdint>

namespace cistron {

// What the factors are rounded to; sums are always float32.
enum class Precision { float32, bfloat16 };

enum class Instructions { best, portable };

// A matrix of float32 somewhere in memory: element (i, j) is data[i · row_stride + j · column_stride].
struct MatrixView {
    const float* data;
    int64_t rows, columns, row_stride, column_stride;

    MatrixView transposed() const { return {data, columns, rows, column_stride, row_stride}; }
};

inline MatrixView row_major(const float* data, int64_t rows, int64_t columns) { return {data, rows, columns, columns, 1}; }

class PackedMatrix {
  public:
    // The matrix must stay where and as it is while this lives: without AVX-512 it is multiplied where it lies.
    PackedMatrix(const MatrixView& matrix, Precision precision, Instructions instructions);

    // Of the layout; 0 where the matrix is multiplied where it lies.
    int64_t bytes() const;

    // target = left · matrix, or target += left · matrix. The target is row-major. Every sum is taken in the order of its
    // terms, so that with AVX-512 neither the other rows nor the number of threads change a bit.
    void multiply(const MatrixView& left, float* target, bool add) const;

  private:
    int64_t rows_, columns_;
    Precision precision_;
    bool packed_;
    at::Tensor values_;  // packed: words, block by block and panel by panel; otherwise the matrix itself
};

}  // namespace cistron
