// AdamW (Loshchilov and Hutter 2019, algorithm 2) over a list of tensors in one pass through memory: ATen's _foreach
// operators read and write every tensor nine times. Decay is decoupled: p -= lr · wd · p before the step.
#include "vectorize.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/library.h>

#include <cmath>
#include <vector>

using at::Tensor;

namespace {

struct Factors {
    float keep;              // 1 - lr · weight_decay
    float one_minus_beta1;   //
    float beta2;             //
    float step_size;         // lr / (1 - beta1^t)
    float inverse_root;      // 1 / sqrt(1 - beta2^t)
    float epsilon;           //
};

CISTRON_VECTORIZED void update(float* __restrict parameter, const float* __restrict gradient, float* __restrict mean,
                               float* __restrict square, int64_t count, Factors f) {
    for (int64_t i = 0; i < count; i++) {
        const float g = gradient[i];
        const float m = mean[i] + f.one_minus_beta1 * (g - mean[i]);
        const float v = f.beta2 * square[i] + (1.0f - f.beta2) * g * g;
        mean[i] = m;
        square[i] = v;
        parameter[i] = parameter[i] * f.keep - f.step_size * m / (__builtin_sqrtf(v) * f.inverse_root + f.epsilon);
    }
}

bool fits_kernel(const Tensor& tensor) {
    return tensor.is_cpu() && tensor.is_contiguous() && tensor.scalar_type() == at::kFloat;
}

// The same arithmetic in ATen operators, for any device, type and layout.
void update_with_operators(Tensor parameter, const Tensor& gradient, Tensor mean, Tensor square, double beta1,
                           const Factors& f) {
    parameter.mul_(f.keep);
    mean.lerp_(gradient, 1 - beta1);
    square.mul_(f.beta2).addcmul_(gradient, gradient, 1.0 - f.beta2);
    parameter.addcdiv_(mean, square.sqrt().mul_(f.inverse_root).add_(f.epsilon), -f.step_size);
}

void adamw_(std::vector<Tensor> parameters, std::vector<Tensor> gradients, std::vector<Tensor> means,
            std::vector<Tensor> squares, double learning_rate, double beta1, double beta2, double epsilon,
            double weight_decay, int64_t step) {
    TORCH_CHECK(parameters.size() == gradients.size() && parameters.size() == means.size() &&
                    parameters.size() == squares.size(),
                "lists of different lengths");
    TORCH_CHECK(step >= 1, "step ", step, " must be at least 1");
    at::NoGradGuard no_grad;
    const Factors factors{
        static_cast<float>(1 - learning_rate * weight_decay),
        static_cast<float>(1 - beta1),
        static_cast<float>(beta2),
        static_cast<float>(learning_rate / (1 - std::pow(beta1, static_cast<double>(step)))),
        static_cast<float>(1 / std::sqrt(1 - std::pow(beta2, static_cast<double>(step)))),
        static_cast<float>(epsilon)};

    struct Piece {
        size_t tensor;
        int64_t start, count;
    };
    constexpr int64_t piece_size = 1 << 16;  // small enough to share a big embedding among threads
    std::vector<Piece> pieces;
    for (size_t i = 0; i < parameters.size(); i++) {
        TORCH_CHECK(parameters[i].sizes() == gradients[i].sizes(), "a gradient of ", gradients[i].sizes(),
                    " for a parameter of ", parameters[i].sizes());
        if (!(fits_kernel(parameters[i]) && fits_kernel(gradients[i]) && fits_kernel(means[i]) &&
              fits_kernel(squares[i]))) {
            update_with_operators(parameters[i], gradients[i], means[i], squares[i], beta1, factors);
            continue;
        }
        for (int64_t start = 0; start < parameters[i].numel(); start += piece_size)
            pieces.push_back({i, start, std::min(piece_size, parameters[i].numel() - start)});
    }
    at::parallel_for(0, static_cast<int64_t>(pieces.size()), 1, [&](int64_t begin, int64_t end) {
        for (int64_t j = begin; j < end; j++) {
            const auto [i, start, count] = pieces[j];
            update(parameters[i].data_ptr<float>() + start, gradients[i].data_ptr<float>() + start,
                   means[i].data_ptr<float>() + start, squares[i].data_ptr<float>() + start, count, factors);
        }
    });
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cistron, library) {
    library.def(
        "adamw_(Tensor(a!)[] parameters, Tensor[] gradients, Tensor(b!)[] means, Tensor(c!)[] squares, "
        "float learning_rate, float beta1, float beta2, float epsilon, float weight_decay, int step) -> ()",
        adamw_);
}
