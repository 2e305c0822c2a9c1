#include "bridge.h"

#include <ATen/Context.h>

#include <mutex>

namespace {
at::Generator generator_of(int32_t device_type, int32_t device_index) {
    return at::globalContext().defaultGenerator(
        c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index)));
}
}  // namespace

CISTRON_API int32_t cistron_seed_all(uint64_t seed) {
    return cistron::guarded<int32_t>(-1, [&] {
        at::manual_seed(seed);
        return 0;
    });
}

CISTRON_API cistron_tensor cistron_generator_state(int32_t device_type, int32_t device_index) {
    return cistron::guarded<cistron_tensor>(nullptr, [&] {
        auto generator = generator_of(device_type, device_index);
        std::lock_guard<std::mutex> lock(generator.mutex());
        return cistron::give(generator.get_state());
    });
}

CISTRON_API int32_t cistron_set_generator_state(int32_t device_type, int32_t device_index, cistron_tensor state) {
    return cistron::guarded<int32_t>(-1, [&] {
        auto generator = generator_of(device_type, device_index);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_state(cistron::borrow(state));
        return 0;
    });
}
