#include "autocast.h"
#include "bridge.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

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

CISTRON_API int32_t cistron_autocast_enter(int32_t device_type, int32_t on, int32_t dtype, int32_t* previous_on,
                                           int32_t* previous_dtype) {
    return cistron::guarded<int32_t>(-1, [&] {
        const auto device = static_cast<c10::DeviceType>(device_type);
        *previous_on = cistron::autocast_on(device);
        *previous_dtype = static_cast<int32_t>(cistron::autocast_dtype(device));
        cistron::set_autocast(device, on != 0, static_cast<at::ScalarType>(dtype));
        at::autocast::increment_nesting();
        return 0;
    });
}

CISTRON_API int32_t cistron_autocast_exit(int32_t device_type, int32_t previous_on, int32_t previous_dtype) {
    return cistron::guarded<int32_t>(-1, [&] {
        // Weights cast to the lower precision are kept until the outermost region ends.
        if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
        cistron::set_autocast(static_cast<c10::DeviceType>(device_type), previous_on != 0,
                              static_cast<at::ScalarType>(previous_dtype));
        return 0;
    });
}

CISTRON_API int32_t cistron_autocast_dtype(int32_t device_type) {
    return cistron::guarded<int32_t>(-1, [&] {
        const auto device = static_cast<c10::DeviceType>(device_type);
        return static_cast<int32_t>(cistron::autocast_on(device) ? cistron::autocast_dtype(device) : at::kFloat);
    });
}

CISTRON_API int32_t cistron_autocast_set_cache(int32_t on) {
    const int32_t previous = at::autocast::is_autocast_cache_enabled();
    at::autocast::set_autocast_cache_enabled(on != 0);
    return previous;
}
