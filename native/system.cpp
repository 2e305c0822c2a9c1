#include "bridge.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <dlfcn.h>
#include <malloc.h>

#include <algorithm>
#include <string>

CISTRON_API const char* cistron_torch_version() { return TORCH_VERSION; }

CISTRON_API int32_t cistron_cuda_device_count() {
    return cistron::guarded<int32_t>(0, [] { return static_cast<int32_t>(torch::cuda::device_count()); });
}

namespace {

// The folder that libtorch_cpu was loaded from (Debian and pip name the file differently).
std::string torch_file() {
    Dl_info info;
    return dladdr(reinterpret_cast<void*>(&at::get_num_threads), &info) && info.dli_fname ? info.dli_fname : "";
}

// A backend is compiled into LibTorch or not; the virtual table of its class tells, whatever the version.
bool has_symbol(const std::string& library, const char* symbol) {
    void* handle = dlopen(library.c_str(), RTLD_LAZY | RTLD_NOLOAD);
    if (!handle) return false;
    const bool found = dlsym(handle, symbol) != nullptr;
    dlclose(handle);
    return found;
}

}  // namespace

CISTRON_API const char* cistron_torch_file() {
    static const std::string file = torch_file();
    return file.c_str();
}

CISTRON_API int32_t cistron_has_gloo() { return has_symbol(torch_file(), "_ZTVN4c10d16ProcessGroupGlooE"); }

CISTRON_API int32_t cistron_has_nccl() {
    const std::string file = torch_file();
    return has_symbol(file.substr(0, file.rfind('/') + 1) + "libtorch_cuda.so", "_ZTVN4c10d16ProcessGroupNCCLE");
}

CISTRON_API void cistron_set_threads(int32_t threads) { at::set_num_threads(std::max(threads, 1)); }

CISTRON_API int32_t cistron_threads() { return at::get_num_threads(); }

CISTRON_API void cistron_tune_allocator() {
#ifdef __GLIBC__
    // A training step frees and asks for the same large blocks again. By default glibc gives each back to the kernel and
    // pays page faults for it at the next step; keeping them on the heap saves those.
    constexpr int keep = 1 << 30;
    if (!mallopt(M_MMAP_THRESHOLD, keep)) mallopt(M_MMAP_THRESHOLD, 1 << 25);  // the limit of older glibc
    mallopt(M_TRIM_THRESHOLD, keep);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}
