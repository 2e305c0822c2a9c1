// What the shim's own files share: handles, and C++ exceptions turned into error codes.
#pragma once
#include "cistron.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <exception>
#include <new>
#include <string>

namespace cistron {

// Gives a reference away as a handle. The handle is the bare TensorImpl pointer: no box to allocate or free.
inline cistron_tensor give(at::Tensor tensor) { return tensor.unsafeReleaseTensorImpl(); }

// A tensor that shares the handle's reference for the length of a call.
inline at::Tensor borrow(cistron_tensor handle) {
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(
        static_cast<c10::TensorImpl*>(handle)));
}

// The tensor whose reference a handle gives away.
inline at::Tensor take(cistron_tensor handle) {
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(
        static_cast<c10::TensorImpl*>(handle)));
}

void set_error(cistron_error_kind kind, std::string message);

// A failure of a function of the caller's, who has told it to cistron_fail on this thread: it goes through LibTorch as an
// exception of C++.
class CallerError : public std::exception {
  public:
    CallerError();
    cistron_error_kind kind() const { return kind_; }
    const char* what() const noexcept override { return message_.c_str(); }

  private:
    cistron_error_kind kind_;
    std::string message_;
};

// Runs `body`; an exception is remembered as this thread's last error (with `context()` in front) and `failure` returned.
template <class Result, class Body, class Context>
Result guarded(Result failure, const Context& context, const Body& body) {
    try {
        return body();
    } catch (const c10::IndexError& e) {
        set_error(CISTRON_INDEX_ERROR, context() + e.what_without_backtrace());
    } catch (const c10::ValueError& e) {
        set_error(CISTRON_VALUE_ERROR, context() + e.what_without_backtrace());
    } catch (const c10::NotImplementedError& e) {
        set_error(CISTRON_NOT_IMPLEMENTED, context() + e.what_without_backtrace());
    } catch (const c10::OutOfMemoryError& e) {
        set_error(CISTRON_OUT_OF_MEMORY, context() + e.what_without_backtrace());
    } catch (const c10::Error& e) {
        // The processor's allocator has no exception of its own, unlike CUDA's.
        const std::string message = e.what_without_backtrace();
        const bool out_of_memory = message.find("DefaultCPUAllocator") != std::string::npos;
        set_error(out_of_memory ? CISTRON_OUT_OF_MEMORY : CISTRON_ERROR, context() + message);
    } catch (const CallerError& e) {
        set_error(e.kind(), context() + e.what());
    } catch (const std::bad_alloc& e) {
        set_error(CISTRON_OUT_OF_MEMORY, context() + e.what());
    } catch (const std::exception& e) {
        set_error(CISTRON_OTHER, context() + e.what());
    } catch (...) {
        set_error(CISTRON_OTHER, context() + "unknown C++ exception");
    }
    return failure;
}

template <class Result, class Body>
Result guarded(Result failure, const Body& body) {
    return guarded(failure, [] { return std::string(); }, body);
}

}  // namespace cistron
