#include "bridge.h"

#include <utility>

namespace {
thread_local std::string last_message;
thread_local cistron_error_kind last_kind = CISTRON_OTHER;
}  // namespace

cistron::CallerError::CallerError() : kind_(last_kind), message_(last_message) {}

void cistron::set_error(cistron_error_kind kind, std::string message) {
    last_kind = kind;
    last_message = std::move(message);
}

CISTRON_API const char* cistron_last_error(int32_t* kind) {
    *kind = last_kind;
    return last_message.c_str();
}

CISTRON_API void cistron_fail(int32_t kind, const char* message) {
    cistron::set_error(static_cast<cistron_error_kind>(kind), message);
}
