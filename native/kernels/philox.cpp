#include "philox.h"

#include "vectorize.h"

#include <ATen/CPUGeneratorImpl.h>

#include <mutex>

namespace cistron {

CISTRON_VECTORIZED void philox(uint64_t first, uint64_t stream, uint64_t seed, uint32_t* __restrict words, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        const uint64_t counter = first + static_cast<uint64_t>(i);
        uint32_t c0 = static_cast<uint32_t>(counter), c1 = static_cast<uint32_t>(counter >> 32);
        uint32_t c2 = static_cast<uint32_t>(stream), c3 = static_cast<uint32_t>(stream >> 32);
        uint32_t k0 = static_cast<uint32_t>(seed), k1 = static_cast<uint32_t>(seed >> 32);
        for (int round = 0; round < 10; round++) {
            const uint64_t p0 = 0xD2511F53ull * c0, p1 = 0xCD9E8D57ull * c2;
            c0 = static_cast<uint32_t>(p1 >> 32) ^ c1 ^ k0;
            c1 = static_cast<uint32_t>(p1);
            c2 = static_cast<uint32_t>(p0 >> 32) ^ c3 ^ k1;
            c3 = static_cast<uint32_t>(p0);
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
        words[i] = c0;
        words[count + i] = c1;
        words[2 * count + i] = c2;
        words[3 * count + i] = c3;
    }
}

uint64_t draw_seed() {
    auto* generator = at::check_generator<at::CPUGeneratorImpl>(at::detail::getDefaultCPUGenerator());
    std::lock_guard<std::mutex> lock(generator->mutex_);
    return generator->random64();
}

}  // namespace cistron
