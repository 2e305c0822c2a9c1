#include "bridge.h"

#include <cstring>
#include <sstream>

using at::Tensor;

CISTRON_API cistron_tensor cistron_tensor_from_memory(const void* data, const int64_t* sizes, int32_t dimensions,
                                                      int32_t dtype) {
    return cistron::guarded<cistron_tensor>(nullptr, [&] {
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
        Tensor tensor = at::empty(at::IntArrayRef(sizes, dimensions), options);
        if (tensor.nbytes() > 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
        return cistron::give(std::move(tensor));
    });
}

CISTRON_API int32_t cistron_tensor_info_of(cistron_tensor handle, cistron_tensor_info* info) {
    return cistron::guarded<int32_t>(-1, [&] {
        Tensor tensor = cistron::borrow(handle);
        info->dtype = static_cast<int32_t>(tensor.scalar_type());
        info->device_type = static_cast<int32_t>(tensor.device().type());
        info->device_index = tensor.device().index();
        info->dimensions = static_cast<int32_t>(tensor.dim());
        info->elements = tensor.numel();
        info->sizes = tensor.sizes().data();
        info->data = tensor.has_storage() ? tensor.data_ptr() : nullptr;
        info->requires_grad = tensor.requires_grad();
        info->is_contiguous = tensor.is_contiguous();
        return 0;
    });
}

CISTRON_API int32_t cistron_tensor_copy_out(cistron_tensor handle, void* destination, int64_t bytes) {
    return cistron::guarded<int32_t>(-1, [&] {
        at::NoGradGuard no_grad;
        Tensor tensor = cistron::borrow(handle).detach().to(at::kCPU).contiguous();
        TORCH_CHECK(static_cast<int64_t>(tensor.nbytes()) == bytes, "a tensor of ", tensor.nbytes(),
                    " bytes was to be copied into ", bytes);
        if (bytes > 0) std::memcpy(destination, tensor.data_ptr(), bytes);
        return 0;
    });
}

CISTRON_API const char* cistron_tensor_to_string(cistron_tensor handle) {
    thread_local std::string text;
    return cistron::guarded<const char*>(nullptr, [&] {
        std::ostringstream stream;
        stream << cistron::borrow(handle);
        text = stream.str();
        return text.c_str();
    });
}

CISTRON_API cistron_tensor cistron_tensor_share(cistron_tensor handle) {
    return cistron::guarded<cistron_tensor>(nullptr, [&] { return cistron::give(cistron::borrow(handle)); });
}

CISTRON_API void cistron_tensor_release(cistron_tensor handle) {
    // The temporary takes the handle's reference back and drops it.
    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(handle));
}
