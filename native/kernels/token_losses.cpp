// The cross-entropy of every token of a language model as one operator. As a composition the logits (N, V) are copied to
// float32, their logarithms are kept for the backward pass, and that fills two more of their size; this one reads the logits
// where they are, keeps two numbers a token, and writes the gradient once.
#include "exponential.h"
#include "vectorize.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr int64_t ignored = -100;            // a target that costs nothing, as LibTorch's own losses have it
constexpr int64_t least_elements = 1 << 14;  // below which a second thread costs more than it brings

CISTRON_VECTORIZED void widen(const at::BFloat16* __restrict halves, float* __restrict values, int64_t count) {
    for (int64_t j = 0; j < count; j++) values[j] = halves[j];
}

CISTRON_VECTORIZED void narrow(const float* __restrict values, at::BFloat16* __restrict halves, int64_t count) {
    for (int64_t j = 0; j < count; j++) halves[j] = values[j];
}

// Σ exp(x) of a row as its largest x and the logarithm of what it is without that. Apart, since a large x would swallow the rest.
struct Sum {
    float largest, logarithm;
};

// Reductions are vectorized where they are marked: a compiler may not change the order of a sum by itself.
CISTRON_VECTORIZED Sum sum_of_exponentials(const float* __restrict x, int64_t count) {
    float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
    for (int64_t j = 0; j < count; j++) largest = x[j] > largest ? x[j] : largest;
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t j = 0; j < count; j++) sum += cistron::exponential(x[j] - largest);
    return {largest, std::log(sum)};
}

// The results may stand in place of the logits. What is next to impossible gets nothing, lest numbers become so small that
// processors are slow with them.
CISTRON_VECTORIZED void softmax(const float* x, float* y, int64_t count, Sum sum, float factor) {
#pragma omp simd
    for (int64_t j = 0; j < count; j++) {
        const float logarithm = (x[j] - sum.largest) - sum.logarithm;
        y[j] = logarithm < -70.0f ? 0.0f : factor * cistron::exponential(logarithm);
    }
}

// A row of logits in float32: itself, or a copy in the room.
const float* in_float32(const float* row, int64_t, float*) { return row; }
const float* in_float32(const at::BFloat16* row, int64_t count, float* room) {
    widen(row, room, count);
    return room;
}

// What a token's logits change of its loss, times `factor`: softmax less one at the target.
void gradient_row(const float* x, float* d, int64_t count, int64_t target, Sum sum, float factor, float*) {
    softmax(x, d, count, sum, factor);
    d[target] -= factor;
}
void gradient_row(const at::BFloat16* x, at::BFloat16* d, int64_t count, int64_t target, Sum sum, float factor, float* room) {
    gradient_row(in_float32(x, count, room), room, count, target, sum, factor, nullptr);
    narrow(room, d, count);
}

// body(token, room) for N tokens, shared among threads, with room for V numbers where logits are no float32.
template <class Body>
void for_tokens(const Tensor& logits, const Body& body) {
    const int64_t grain = std::max<int64_t>(1, least_elements / std::max<int64_t>(1, logits.size(1)));
    at::parallel_for(0, logits.size(0), grain, [&](int64_t begin, int64_t end) {
        std::vector<float> room(logits.scalar_type() == at::kFloat ? 0 : logits.size(1));
        for (int64_t token = begin; token < end; token++) body(token, room.data());
    });
}

template <class T>
void forward_rows(const Tensor& logits, const Tensor& targets, Tensor& losses, Tensor& sums) {
    const T* x = logits.data_ptr<T>();
    const int64_t* target = targets.data_ptr<int64_t>();
    float *loss = losses.data_ptr<float>(), *kept = sums.data_ptr<float>();
    const int64_t width = logits.size(1);
    for_tokens(logits, [&](int64_t token, float* room) {
        if (target[token] == ignored) return;
        const float* row = in_float32(x + token * width, width, room);
        const Sum sum = sum_of_exponentials(row, width);
        loss[token] = (sum.largest - row[target[token]]) + sum.logarithm;
        kept[2 * token] = sum.largest;
        kept[2 * token + 1] = sum.logarithm;
    });
}

template <class T>
Tensor backward_rows(const Tensor& logits, const Tensor& targets, const Tensor& sums, const Tensor& d_losses) {
    Tensor d_logits = at::empty_like(logits);
    const T* x = logits.data_ptr<T>();
    T* d = d_logits.data_ptr<T>();
    const int64_t* target = targets.data_ptr<int64_t>();
    const float *kept = sums.data_ptr<float>(), *d_loss = d_losses.data_ptr<float>();
    const int64_t width = logits.size(1);
    for_tokens(logits, [&](int64_t token, float* room) {
        const int64_t first = token * width;
        if (target[token] == ignored)
            std::fill_n(d + first, width, T(0));
        else
            gradient_row(x + first, d + first, width, target[token], Sum{kept[2 * token], kept[2 * token + 1]}, d_loss[token], room);
    });
    return d_logits;
}

struct TokenLosses : torch::autograd::Function<TokenLosses> {
    static Tensor forward(AutogradContext* context, const Tensor& given, const Tensor& targets) {
        const Tensor logits = given.contiguous();
        Tensor losses = at::zeros({logits.size(0)}, logits.options().dtype(at::kFloat));
        Tensor sums = at::empty({logits.size(0), 2}, losses.options());
        logits.scalar_type() == at::kFloat ? forward_rows<float>(logits, targets, losses, sums)
                                           : forward_rows<at::BFloat16>(logits, targets, losses, sums);
        context->save_for_backward({logits, targets, sums});
        return losses;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const Tensor &logits = saved[0], &targets = saved[1], &sums = saved[2];
        const Tensor d_losses = gradients[0].contiguous();
        return {logits.scalar_type() == at::kFloat ? backward_rows<float>(logits, targets, sums, d_losses)
                                                   : backward_rows<at::BFloat16>(logits, targets, sums, d_losses),
                Tensor()};
    }
};

Tensor token_losses(const Tensor& logits, const Tensor& targets) {
    TORCH_CHECK(logits.dim() == 2, "logits must be (N, V) and are ", logits.sizes());
    TORCH_CHECK(targets.dim() == 1 && targets.size(0) == logits.size(0) && targets.scalar_type() == at::kLong, "targets must be ",
                logits.size(0), " numbers of tokens (int64) and are ", targets.sizes(), " of ", targets.scalar_type());
    TORCH_CHECK(targets.device() == logits.device(), "logits are on ", logits.device(), " and targets on ", targets.device());
    if (!logits.is_cpu() || (logits.scalar_type() != at::kFloat && logits.scalar_type() != at::kBFloat16)) {
        const bool is_half = logits.scalar_type() == at::kHalf || logits.scalar_type() == at::kBFloat16;
        return at::cross_entropy_loss(is_half ? logits.to(at::kFloat) : logits, targets, {}, at::Reduction::None, ignored);
    }
    const Tensor side_by_side = targets.contiguous();
    const int64_t* target = side_by_side.data_ptr<int64_t>();
    for (int64_t i = 0; i < targets.size(0); i++)
        TORCH_CHECK(target[i] == ignored || (target[i] >= 0 && target[i] < logits.size(1)), "a target of ", target[i], " among ",
                    logits.size(1), " tokens");
    return TokenLosses::apply(logits, side_by_side);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cistron, library) {
    library.def("token_losses(Tensor logits, Tensor targets) -> Tensor", token_losses);
}
