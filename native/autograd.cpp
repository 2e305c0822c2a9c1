#include "bridge.h"

#include <ATen/autocast_mode.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/version.h>

using at::Tensor;

CISTRON_API int32_t cistron_set_requires_grad(cistron_tensor handle, int32_t on) {
    return cistron::guarded<int32_t>(-1, [&] {
        cistron::borrow(handle).set_requires_grad(on != 0);
        return 0;
    });
}

CISTRON_API cistron_tensor cistron_grad(cistron_tensor handle) {
    return cistron::guarded<cistron_tensor>(nullptr, [&]() -> cistron_tensor {
        Tensor gradient = cistron::borrow(handle).grad();
        return gradient.defined() ? cistron::give(std::move(gradient)) : nullptr;
    });
}

CISTRON_API int32_t cistron_set_grad(cistron_tensor handle, cistron_tensor gradient) {
    return cistron::guarded<int32_t>(-1, [&] {
        cistron::borrow(handle).mutable_grad() = gradient ? cistron::borrow(gradient) : Tensor();
        return 0;
    });
}

CISTRON_API int32_t cistron_backward(cistron_tensor root, cistron_tensor gradient) {
    return cistron::guarded<int32_t>(-1, [] { return std::string("backward: "); }, [&] {
        torch::autograd::backward({cistron::borrow(root)}, {gradient ? cistron::borrow(gradient) : Tensor()});
        return 0;
    });
}

CISTRON_API int32_t cistron_set_grad_mode(int32_t on) {
    const int32_t previous = c10::GradMode::is_enabled();
    c10::GradMode::set_enabled(on != 0);
    return previous;
}

namespace {

// LibTorch 2.4 replaced one set of functions per device by functions that take the device.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
bool autocast_on(c10::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
at::ScalarType autocast_dtype(c10::DeviceType device) { return at::autocast::get_autocast_dtype(device); }
void set_autocast(c10::DeviceType device, bool on, at::ScalarType dtype) {
    at::autocast::set_autocast_enabled(device, on);
    at::autocast::set_autocast_dtype(device, dtype);
}
#else
bool autocast_on(c10::DeviceType device) {
    return device == c10::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
}
at::ScalarType autocast_dtype(c10::DeviceType device) {
    return device == c10::kCPU ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype();
}
void set_autocast(c10::DeviceType device, bool on, at::ScalarType dtype) {
    if (device == c10::kCPU) {
        at::autocast::set_cpu_enabled(on);
        at::autocast::set_autocast_cpu_dtype(dtype);
    } else {
        at::autocast::set_enabled(on);
        at::autocast::set_autocast_gpu_dtype(dtype);
    }
}
#endif

}  // namespace

CISTRON_API int32_t cistron_autocast_enter(int32_t device_type, int32_t on, int32_t dtype, int32_t* previous_on,
                                           int32_t* previous_dtype) {
    return cistron::guarded<int32_t>(-1, [&] {
        const auto device = static_cast<c10::DeviceType>(device_type);
        *previous_on = autocast_on(device);
        *previous_dtype = static_cast<int32_t>(autocast_dtype(device));
        set_autocast(device, on != 0, static_cast<at::ScalarType>(dtype));
        at::autocast::increment_nesting();
        return 0;
    });
}

CISTRON_API int32_t cistron_autocast_exit(int32_t device_type, int32_t previous_on, int32_t previous_dtype) {
    return cistron::guarded<int32_t>(-1, [&] {
        // Weights cast to the lower precision are kept until the outermost region ends.
        if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
        set_autocast(static_cast<c10::DeviceType>(device_type), previous_on != 0,
                     static_cast<at::ScalarType>(previous_dtype));
        return 0;
    });
}
