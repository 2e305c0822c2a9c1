#include "philox.h"

#include "vectorize.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/library.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <mutex>

namespace cistron {

namespace {

constexpr uint32_t left_factor = 0xD2511F53u, right_factor = 0xCD9E8D57u, left_step = 0x9E3779B9u, right_step = 0xBB67AE85u;

CISTRON_VECTORIZED void philox_portable(uint64_t first, uint64_t stream, uint64_t seed, uint32_t* __restrict words,
                                           int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        const uint64_t counter = first + static_cast<uint64_t>(i);
        uint32_t c0 = static_cast<uint32_t>(counter), c1 = static_cast<uint32_t>(counter >> 32);
        uint32_t c2 = static_cast<uint32_t>(stream), c3 = static_cast<uint32_t>(stream >> 32);
        uint32_t k0 = static_cast<uint32_t>(seed), k1 = static_cast<uint32_t>(seed >> 32);
        for (int round = 0; round < 10; round++) {
            const uint64_t p0 = static_cast<uint64_t>(left_factor) * c0, p1 = static_cast<uint64_t>(right_factor) * c2;
            c0 = static_cast<uint32_t>(p1 >> 32) ^ c1 ^ k0;
            c1 = static_cast<uint32_t>(p1);
            c2 = static_cast<uint32_t>(p0 >> 32) ^ c3 ^ k1;
            c3 = static_cast<uint32_t>(p0);
            k0 += left_step;
            k1 += right_step;
        }
        words[i] = c0;
        words[count + i] = c1;
        words[2 * count + i] = c2;
        words[3 * count + i] = c3;
    }
}

#if defined(__x86_64__)

constexpr int64_t counters_at_once = 16;

// Eight counters in each of two vectors, a word in the lower half of 64 bits. What comes to stand in the upper halves is never
// asked for: the product reads lower halves alone. A compiler does not know that, and its loop took almost four times as long.
__attribute__((target("avx512f"))) void philox_of_16(uint64_t first, uint64_t stream, uint64_t seed, uint32_t* words,
                                                     int64_t count) {
    const __m512i places = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    __m512i c0[2], c1[2], c2[2], c3[2];
    for (int half = 0; half < 2; half++) {
        c0[half] = _mm512_add_epi64(_mm512_set1_epi64(static_cast<int64_t>(first + 8 * half)), places);
        c1[half] = _mm512_srli_epi64(c0[half], 32);
        c2[half] = _mm512_set1_epi64(static_cast<int64_t>(stream));
        c3[half] = _mm512_srli_epi64(c2[half], 32);
    }
    const __m512i left = _mm512_set1_epi64(left_factor), right = _mm512_set1_epi64(right_factor);
    __m512i k0 = _mm512_set1_epi64(static_cast<int64_t>(seed)), k1 = _mm512_srli_epi64(k0, 32);
    for (int round = 0; round < 10; round++) {
        for (int half = 0; half < 2; half++) {
            const __m512i p0 = _mm512_mul_epu32(left, c0[half]), p1 = _mm512_mul_epu32(right, c2[half]);
            c0[half] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), c1[half], k0, 0x96);  // exclusive or of three
            c1[half] = p1;
            c2[half] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), c3[half], k1, 0x96);
            c3[half] = p0;
        }
        k0 = _mm512_add_epi64(k0, _mm512_set1_epi64(left_step));
        k1 = _mm512_add_epi64(k1, _mm512_set1_epi64(right_step));
    }
    for (int half = 0; half < 2; half++) {
        const auto write = [&](int word, __m512i value) __attribute__((target("avx512f"))) {
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(words + word * count + 8 * half), _mm512_cvtepi64_epi32(value));
        };
        write(0, c0[half]);
        write(1, c1[half]);
        write(2, c2[half]);
        write(3, c3[half]);
    }
}

bool has_avx512() {
    static const bool has = __builtin_cpu_supports("avx512f");
    return has;
}

#endif

}  // namespace

void philox(uint64_t first, uint64_t stream, uint64_t seed, uint32_t* words, int64_t count) {
#if defined(__x86_64__)
    if (count % counters_at_once == 0 && has_avx512()) {
        for (int64_t i = 0; i < count; i += counters_at_once)
            philox_of_16(first + static_cast<uint64_t>(i), stream, seed, words + i, count);
        return;
    }
#endif
    philox_portable(first, stream, seed, words, count);
}

uint64_t draw_seed() {
    auto* generator = at::check_generator<at::CPUGeneratorImpl>(at::detail::getDefaultCPUGenerator());
    std::lock_guard<std::mutex> lock(generator->mutex_);
    return generator->random64();
}

}  // namespace cistron

namespace {

at::Tensor words(int64_t first, int64_t stream, int64_t seed, int64_t count, bool portable) {
    at::Tensor words = at::empty({4, count}, at::kInt);
    (portable ? cistron::philox_portable : cistron::philox)(static_cast<uint64_t>(first), static_cast<uint64_t>(stream),
                                                            static_cast<uint64_t>(seed),
                                                            static_cast<uint32_t*>(words.data_ptr()), count);
    return words;
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cistron, library) {
    // So that what a processor without AVX-512 does can be tested on every processor.
    library.def("philox(int first, int stream, int seed, int count, bool portable) -> Tensor", words);
}
