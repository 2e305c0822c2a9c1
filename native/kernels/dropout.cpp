// Dropout whose mask is a function of a 64-bit seed and the element's index. ATen's CPU dropout draws from one sequential
// generator on one thread; this one runs on all threads, gives the same bits with any number of them, and stores no mask:
// backward draws it again.
#include "philox.h"
#include "vectorize.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <cstring>

using at::Tensor;
using cistron::DropoutOdds;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr int64_t block = 1024;  // elements whose random words fit the first-level cache

// With a shift of 0 the lower half of each word decides, with 16 the upper one.
CISTRON_VECTORIZED void apply(const float* __restrict x, float* __restrict y, const uint32_t* __restrict words, int shift,
                              int64_t count, DropoutOdds odds) {
    for (int64_t i = 0; i < count; i++) y[i] = (words[i] >> shift & 0xffff) >= odds.threshold ? x[i] * odds.kept : 0.0f;
}

CISTRON_VECTORIZED void apply(const at::BFloat16* __restrict x, at::BFloat16* __restrict y,
                              const uint32_t* __restrict words, int shift, int64_t count, DropoutOdds odds) {
    for (int64_t i = 0; i < count; i++) {
        uint32_t bits = static_cast<uint32_t>(x[i].x) << 16;
        float value;
        std::memcpy(&value, &bits, 4);
        value *= odds.kept;
        std::memcpy(&bits, &value, 4);
        bits += 0x7fff + ((bits >> 16) & 1);  // to the nearest bfloat16, ties to even
        y[i].x = (words[i] >> shift & 0xffff) >= odds.threshold ? static_cast<uint16_t>(bits >> 16) : uint16_t{0};
    }
}

template <class T>
Tensor dropped(const Tensor& input, double p, uint64_t seed) {
    Tensor x = input.contiguous();
    Tensor y = at::empty_like(x);
    const DropoutOdds odds(p);
    const T* source = x.data_ptr<T>();
    T* target = y.data_ptr<T>();
    const int64_t elements = x.numel();
    at::parallel_for(0, (elements + block - 1) / block, 32, [&](int64_t begin, int64_t end) {
        constexpr int64_t half = block / 2;
        uint32_t words[half];
        for (int64_t j = begin; j < end; j++) {
            cistron::philox(static_cast<uint64_t>(j) * (half / 4), 0, seed, words, half / 4);
            const int64_t first = j * block, second = first + half;
            apply(source + first, target + first, words, 0, std::min(half, elements - first), odds);
            apply(source + second, target + second, words, 16, std::min(half, elements - second), odds);
        }
    });
    return y;
}

bool fits_kernel(const Tensor& x) {
    return x.is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16);
}

Tensor masked(const Tensor& x, double p, uint64_t seed) {
    return x.scalar_type() == at::kFloat ? dropped<float>(x, p, seed) : dropped<at::BFloat16>(x, p, seed);
}

struct Dropout : torch::autograd::Function<Dropout> {
    static Tensor forward(AutogradContext* context, const Tensor& x, double p) {
        const uint64_t seed = cistron::draw_seed();
        context->saved_data["p"] = p;
        context->saved_data["seed"] = static_cast<int64_t>(seed);
        return masked(x, p, seed);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto seed = static_cast<uint64_t>(context->saved_data["seed"].toInt());
        return {masked(gradients[0], context->saved_data["p"].toDouble(), seed), Tensor()};
    }
};

Tensor dropout(const Tensor& x, double p, bool train) {
    TORCH_CHECK(p >= 0 && p < 1, "a dropout probability of ", p, " must lie in [0, 1)");
    if (!train || p == 0) return x;
    return fits_kernel(x) ? Dropout::apply(x, p) : at::dropout(x, p, train);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cistron, library) {
    library.def("dropout(Tensor x, float p, bool train) -> Tensor", dropout);
}
