// One door to every operator: arguments are boxed by the kinds that the operator's schema declares, and the dispatcher
// is called as the interpreter of TorchScript calls it. Autograd, autocast and device choice happen behind that door.
#include "bridge.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/jit_type.h>

#include <cstdlib>
#include <cstring>
#include <sstream>
#include <vector>

using at::Tensor;
using c10::IValue;

namespace {

// How a C value has to be boxed for a parameter.
enum class Boxing : uint8_t { as_is, as_double, as_int, required_tensor, optional_tensors, doubles, numbers };

// c10::optional in old LibTorch, std::optional in new: whichever this LibTorch uses for a default value, with no
// version test.
template <template <class...> class Optional, class T>
Optional<Tensor> rebind(const Optional<T>&);
using OptionalTensor = decltype(rebind(std::declval<const c10::Argument&>().default_value()));

struct Operator {
    c10::OperatorHandle handle;
    std::vector<Boxing> boxings;
    std::string schema;
};

Boxing boxing_of(c10::TypePtr type) {
    const bool optional = type->kind() == c10::TypeKind::OptionalType;
    if (optional) type = type->castRaw<c10::OptionalType>()->getElementType();
    switch (type->kind()) {
        case c10::TypeKind::TensorType: return optional ? Boxing::as_is : Boxing::required_tensor;
        case c10::TypeKind::FloatType: return Boxing::as_double;
        case c10::TypeKind::IntType: return Boxing::as_int;
        case c10::TypeKind::ListType:
            switch (type->castRaw<c10::ListType>()->getElementType()->kind()) {
                case c10::TypeKind::OptionalType: return Boxing::optional_tensors;
                case c10::TypeKind::FloatType: return Boxing::doubles;
                case c10::TypeKind::NumberType: return Boxing::numbers;
                default: return Boxing::as_is;
            }
        default: return Boxing::as_is;
    }
}

template <class T, class Source>
c10::List<T> list_of(const Source* items, int32_t length) {
    c10::List<T> list;
    list.reserve(length);
    for (int32_t i = 0; i < length; i++) list.push_back(static_cast<T>(items[i]));
    return list;
}

IValue box(const cistron_value& value, Boxing boxing) {
    switch (value.tag) {
        // A missing required tensor is "undefined"; a missing optional one is None.
        case CISTRON_NONE: return boxing == Boxing::required_tensor ? IValue(Tensor()) : IValue();
        case CISTRON_TENSOR: return cistron::borrow(value.pointer);
        case CISTRON_INT:
            return boxing == Boxing::as_double ? IValue(static_cast<double>(value.integer)) : IValue(value.integer);
        case CISTRON_DOUBLE: return value.real;
        case CISTRON_BOOL: return boxing == Boxing::as_int ? IValue(value.integer) : IValue(value.integer != 0);
        case CISTRON_STRING: return std::string(static_cast<const char*>(value.pointer), value.length);
        case CISTRON_DEVICE:
            return c10::Device(static_cast<c10::DeviceType>(value.integer & 0xff),
                               static_cast<c10::DeviceIndex>(static_cast<int8_t>((value.integer >> 8) & 0xff)));
        case CISTRON_INTS: return list_of<int64_t>(static_cast<const int64_t*>(value.pointer), value.length);
        case CISTRON_DOUBLES: {
            auto* items = static_cast<const double*>(value.pointer);
            if (boxing != Boxing::numbers) return list_of<double>(items, value.length);
            c10::impl::GenericList numbers(c10::NumberType::get());
            for (int32_t i = 0; i < value.length; i++) numbers.push_back(IValue(items[i]));
            return numbers;
        }
        case CISTRON_TENSORS: {
            auto* handles = static_cast<cistron_tensor*>(value.pointer);
            if (boxing == Boxing::optional_tensors) {
                c10::List<OptionalTensor> list;
                for (int32_t i = 0; i < value.length; i++)
                    list.push_back(handles[i] ? OptionalTensor(cistron::borrow(handles[i])) : OptionalTensor());
                return list;
            }
            c10::List<Tensor> list;
            list.reserve(value.length);
            for (int32_t i = 0; i < value.length; i++) list.push_back(cistron::borrow(handles[i]));
            return list;
        }
        default: TORCH_CHECK(false, "argument tag ", value.tag, " is unknown");
    }
}

void unbox(IValue&& result, cistron_value& value) {
    value.length = 0;
    value.integer = 0;
    if (result.isTensor()) {
        Tensor tensor = std::move(result).toTensor();
        value.tag = tensor.defined() ? CISTRON_TENSOR : CISTRON_NONE;
        if (tensor.defined()) value.pointer = cistron::give(std::move(tensor));
    } else if (result.isInt()) {
        value.tag = CISTRON_INT;
        value.integer = result.toInt();
    } else if (result.isDouble()) {
        value.tag = CISTRON_DOUBLE;
        value.real = result.toDouble();
    } else if (result.isBool()) {
        value.tag = CISTRON_BOOL;
        value.integer = result.toBool();
    } else if (result.isNone()) {
        value.tag = CISTRON_NONE;
    } else if (result.isTensorList()) {
        auto tensors = std::move(result).toTensorVector();
        auto* handles = static_cast<cistron_tensor*>(std::malloc(sizeof(cistron_tensor) * (tensors.size() + 1)));
        for (size_t i = 0; i < tensors.size(); i++) handles[i] = cistron::give(std::move(tensors[i]));
        value.tag = CISTRON_TENSORS;
        value.length = static_cast<int32_t>(tensors.size());
        value.pointer = handles;
    } else {
        TORCH_CHECK(false, "a result of type ", result.tagKind(), " cannot cross to C");
    }
}

// "aten::matmul([2, 3], [2, 1]): " for the front of an error message.
std::string call_text(const Operator& op, const cistron_value* arguments, int32_t count) {
    std::ostringstream text;
    text << op.handle.schema().name() << '(';
    const char* separator = "";
    auto add = [&](cistron_tensor handle) {
        text << separator << cistron::borrow(handle).sizes();
        separator = ", ";
    };
    for (int32_t i = 0; i < count; i++) {
        if (arguments[i].tag == CISTRON_TENSOR) add(arguments[i].pointer);
        if (arguments[i].tag != CISTRON_TENSORS) continue;
        auto* handles = static_cast<cistron_tensor*>(arguments[i].pointer);
        for (int32_t j = 0; j < std::min(arguments[i].length, 4); j++)
            if (handles[j]) add(handles[j]);
        if (arguments[i].length > 4) text << ", …";
    }
    text << "): ";
    return text.str();
}

}  // namespace

CISTRON_API cistron_operator cistron_operator_find(const char* name, const char* overload) {
    return cistron::guarded<cistron_operator>(nullptr, [&]() -> cistron_operator {
        auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
        auto* op = new Operator{handle, {}, {}};
        for (const auto& argument : handle.schema().arguments()) op->boxings.push_back(boxing_of(argument.type()));
        std::ostringstream text;
        text << handle.schema();
        op->schema = text.str();
        return op;
    });
}

CISTRON_API const char* cistron_operator_schema(cistron_operator op) {
    return static_cast<Operator*>(op)->schema.c_str();
}

CISTRON_API int32_t cistron_operator_call(cistron_operator opaque, const cistron_value* arguments, int32_t count,
                                          cistron_value* results, int32_t capacity) {
    const auto& op = *static_cast<Operator*>(opaque);
    return cistron::guarded<int32_t>(-1, [&] { return call_text(op, arguments, count); }, [&] {
        const auto& parameters = op.handle.schema().arguments();
        TORCH_CHECK(static_cast<size_t>(count) <= parameters.size(), count, " arguments given, ", parameters.size(),
                    " expected");
        torch::jit::Stack stack;
        stack.reserve(parameters.size());
        for (size_t i = 0; i < parameters.size(); i++) {
            if (i < static_cast<size_t>(count) && arguments[i].tag != CISTRON_DEFAULT) {
                stack.push_back(box(arguments[i], op.boxings[i]));
                continue;
            }
            TORCH_CHECK(parameters[i].default_value().has_value(), "argument '", parameters[i].name(), "' is missing");
            stack.push_back(*parameters[i].default_value());
        }
        op.handle.callBoxed(stack);
        TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), stack.size(), " results, room for ", capacity);
        for (size_t i = 0; i < stack.size(); i++) unbox(std::move(stack[i]), results[i]);
        return static_cast<int32_t>(stack.size());
    });
}

CISTRON_API void cistron_free(void* memory) { std::free(memory); }
