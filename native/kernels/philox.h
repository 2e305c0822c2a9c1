// Random words that are a function of a seed and a place, whoever computes them and in whichever order: Philox4x32-10
// (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).
#pragma once
#include <algorithm>
#include <cstdint>

namespace cistron {

// Words of `count` consecutive counters, whose lower 64 bits run from `first` on and whose upper ones are `stream`. They
// are laid out word by word so that the loop vectorizes: words[w · count + i] is word w of counter (first + i).
void philox(uint64_t first, uint64_t stream, uint64_t seed, uint32_t* words, int64_t count);

// A seed from the default generator of the processor, so that restoring its state repeats what is drawn from the seed.
uint64_t draw_seed();

// Dropout by halves of words, 16 bits for each element: what is below the threshold is dropped, and the rest multiplied so
// that the expectation stays. The probability is a multiple of 1 / 65,536.
struct DropoutOdds {
    uint32_t threshold;
    float kept;

    explicit DropoutOdds(double p)
        : threshold(static_cast<uint32_t>(std::min(65535.0, p * 65536.0 + 0.5))),
          kept(static_cast<float>(65536.0 / (65536.0 - threshold))) {}
};

}  // namespace cistron
