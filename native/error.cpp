#include "bridge.h"

#include <utility>

namespace {
thread_local std::string last_message;
thread_local int32_t last_kind = 0;
}  // namespace

void cistron::set_error(cistron_error_kind kind, std::string message) {
    last_kind = kind;
    last_message = std::move(message);
}

CISTRON_API const char* cistron_last_error(int32_t* kind) {
    *kind = last_kind;
    return last_message.c_str();
}
