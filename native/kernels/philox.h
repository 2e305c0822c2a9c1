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

// Words below it are dropped.
inline uint32_t dropout_threshold(double p) { return static_cast<uint32_t>(std::min(4294967295.0, p * 4294967296.0)); }

}  // namespace cistron
