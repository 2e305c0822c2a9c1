// The C ABI between Cistron.Torch and LibTorch: no C++ type crosses it.
//
// Tensors cross as handles: an owned reference to a c10::TensorImpl, to be given back with cistron_tensor_release.
// Functions that can fail return a null handle or -1; cistron_last_error then describes the failure on this thread.
#pragma once
#include <cstdint>

#define CISTRON_API extern "C" __attribute__((visibility("default")))

typedef void* cistron_tensor;
typedef void* cistron_operator;

// A function of the caller's: its state, and tensors that it is to release; its result is the receiver's to release. When it
// fails it tells cistron_fail why and returns null; nothing of the caller's may unwind through C++.
typedef cistron_tensor (*cistron_segment)(void* state, const cistron_tensor* inputs, int32_t count);
typedef void (*cistron_release)(void* state);

// Kinds of failure, mirrored by TorchErrorKind in C#.
enum cistron_error_kind : int32_t {
    CISTRON_ERROR = 1,
    CISTRON_INDEX_ERROR = 2,
    CISTRON_VALUE_ERROR = 3,
    CISTRON_NOT_IMPLEMENTED = 4,
    CISTRON_OTHER = 5,
    CISTRON_OUT_OF_MEMORY = 6,
};

// What a cistron_value holds, mirrored by ValueTag in C#.
enum cistron_tag : int32_t {
    CISTRON_NONE = 0,
    CISTRON_TENSOR = 1,
    CISTRON_INT = 2,
    CISTRON_DOUBLE = 3,
    CISTRON_BOOL = 4,
    CISTRON_STRING = 5,    // pointer: UTF-8, length bytes
    CISTRON_INTS = 6,      // pointer: int64_t[length]
    CISTRON_DOUBLES = 7,   // pointer: double[length]
    CISTRON_TENSORS = 8,   // pointer: cistron_tensor[length]; null entries are None
    CISTRON_DEVICE = 9,    // integer: type | index << 8
    CISTRON_DEFAULT = 10,  // the schema's default
};

// One argument or result of an operator.
struct cistron_value {
    int32_t tag;
    int32_t length;
    union {
        int64_t integer;
        double real;
        void* pointer;
    };
};

struct cistron_tensor_info {
    int32_t dtype;
    int32_t device_type;
    int32_t device_index;
    int32_t dimensions;
    int64_t elements;
    const int64_t* sizes;  // valid while the tensor lives and is not resized
    const void* data;      // null without storage
    int32_t requires_grad;
    int32_t is_contiguous;
};

// -- error.cpp
CISTRON_API const char* cistron_last_error(int32_t* kind);
CISTRON_API void cistron_fail(int32_t kind, const char* message);  // becomes this thread's last error

// -- operators.cpp: any operator of the dispatcher by name
CISTRON_API cistron_operator cistron_operator_find(const char* name, const char* overload);
CISTRON_API const char* cistron_operator_schema(cistron_operator op);
// Returns the number of results written to `results`; lists in results are freed with cistron_free.
CISTRON_API int32_t cistron_operator_call(cistron_operator op, const cistron_value* arguments, int32_t count,
                                          cistron_value* results, int32_t capacity);
CISTRON_API void cistron_free(void* memory);

// -- tensor.cpp
CISTRON_API cistron_tensor cistron_tensor_from_memory(const void* data, const int64_t* sizes, int32_t dimensions,
                                                      int32_t dtype);
CISTRON_API int32_t cistron_tensor_info_of(cistron_tensor tensor, cistron_tensor_info* info);
CISTRON_API int32_t cistron_tensor_copy_out(cistron_tensor tensor, void* destination, int64_t bytes);
CISTRON_API const char* cistron_tensor_to_string(cistron_tensor tensor);
CISTRON_API cistron_tensor cistron_tensor_share(cistron_tensor tensor);  // another handle to the same tensor
CISTRON_API void cistron_tensor_release(cistron_tensor tensor);

// -- autograd.cpp
CISTRON_API int32_t cistron_set_requires_grad(cistron_tensor tensor, int32_t on);
CISTRON_API cistron_tensor cistron_grad(cistron_tensor tensor);  // null without error: no gradient
CISTRON_API int32_t cistron_set_grad(cistron_tensor tensor, cistron_tensor gradient);
CISTRON_API int32_t cistron_backward(cistron_tensor root, cistron_tensor gradient);
CISTRON_API int32_t cistron_set_grad_mode(int32_t on);  // returns the previous mode
CISTRON_API int32_t cistron_autocast_enter(int32_t device_type, int32_t on, int32_t dtype, int32_t* previous_on,
                                           int32_t* previous_dtype);
CISTRON_API int32_t cistron_autocast_exit(int32_t device_type, int32_t previous_on, int32_t previous_dtype);
CISTRON_API int32_t cistron_autocast_dtype(int32_t device_type);  // float32 while autocast is off
CISTRON_API int32_t cistron_autocast_set_cache(int32_t on);       // returns whether casts of weights were kept

// -- recomputed.cpp
// A tensor like `output`, which the caller computed without recording. Its gradient goes on to the sources, the first
// `inputs` of which are the arguments of `forward`, and the others what else it reads: the backward pass calls `forward`
// with copies of the inputs while gradients are recorded. `state` is released in any case, at the latest with the graph.
CISTRON_API cistron_tensor cistron_recomputed(cistron_tensor output, const cistron_tensor* sources, int32_t count,
                                              int32_t inputs, cistron_segment forward, cistron_release release,
                                              void* state);

// -- random.cpp: the default generator of a device
CISTRON_API int32_t cistron_seed_all(uint64_t seed);
CISTRON_API cistron_tensor cistron_generator_state(int32_t device_type, int32_t device_index);
CISTRON_API int32_t cistron_set_generator_state(int32_t device_type, int32_t device_index, cistron_tensor state);

// -- system.cpp
CISTRON_API const char* cistron_torch_version();
CISTRON_API const char* cistron_torch_file();
CISTRON_API int32_t cistron_cuda_device_count();
CISTRON_API int32_t cistron_has_gloo();
CISTRON_API int32_t cistron_has_nccl();
CISTRON_API void cistron_set_threads(int32_t threads);
CISTRON_API int32_t cistron_threads();
CISTRON_API void cistron_tune_allocator();
