// Marks a loop that the compiler should build for several instruction sets and choose among when the program starts.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CISTRON_VECTORIZED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CISTRON_VECTORIZED
#endif
