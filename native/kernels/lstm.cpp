// A fused LSTM layer for float32 on the processor, with bfloat16 factors under autocast. ATen's multiplies the state by
// weights that BLAS lays out anew at every step, and adds up their gradient step by step. Here the recurrent weights are
// laid out once for a sequence, the gates' gradients are kept, and each weight's gradient is one product over all steps.
// The weights are ordinary inputs: DropConnect (Merity et al. 2018) is dropout on w_hh, and autograd carries it.
#include "lstm.h"

#include "../autocast.h"
#include "lstm_gates.h"
#include "packed_matrix.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <vector>

using at::Tensor;
using cistron::Instructions;
using cistron::MatrixView;
using cistron::PackedMatrix;
using cistron::Precision;
using cistron::row_major;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// Rows of a batch from the first up to the last.
struct Rows {
    int64_t first, last;

    int64_t count() const { return last - first; }
};

// Which positions are read, in which order, and where the state before and after each of them is kept.
struct Course {
    int64_t steps, rows, units;
    std::vector<int64_t> lengths;  // empty: all rows are read to the end
    bool reverse;

    int64_t position(int64_t step) const { return reverse ? steps - 1 - step : step; }
    int64_t before(int64_t position) const { return reverse ? position + 1 : position; }
    int64_t after(int64_t position) const { return reverse ? position : position + 1; }
    bool reads(int64_t position, int64_t row) const { return lengths.empty() || position < lengths[row]; }

    // Rows up to the last that is read at a position. Where long rows come first, no work is spent on finished ones.
    Rows leading(Rows share, int64_t position) const {
        while (share.count() > 0 && !reads(position, share.last - 1)) share.last--;
        return share;
    }

    // body(rows) for shares of all rows, each of which takes all steps. Rows know nothing of each other: while the recurrent
    // weights fit every core's cache, threads share the rows and need not wait for each other; beyond, one share has all
    // of them, and the work of each step is shared.
    template <class Body>
    void for_shares(const PackedMatrix& recurrent, const Body& body) const {
        constexpr int64_t cached = 1 << 20, least = 8;
        if (recurrent.bytes() == 0 || recurrent.bytes() > cached || rows <= least) return body(Rows{0, rows});
        at::parallel_for(0, (rows + least - 1) / least, 1, [&](int64_t begin, int64_t end) {
            body(Rows{begin * least, std::min(rows, end * least)});
        });
    }

    // body(row) for all rows of a share, among threads where they do not have shares of their own.
    template <class Body>
    void for_rows(Rows share, const Body& body) const {
        at::parallel_for(share.first, share.last, std::max<int64_t>(1, 4096 / units), [&](int64_t begin, int64_t end) {
            for (int64_t row = begin; row < end; row++) body(row);
        });
    }
};

struct LstmLayer : torch::autograd::Function<LstmLayer> {
    static variable_list forward(AutogradContext* context, const Tensor& input, const Tensor& hidden, const Tensor& cell,
                                 const Tensor& input_weight, const Tensor& recurrent_weight, const Tensor& input_bias,
                                 const Tensor& recurrent_bias, const std::vector<int64_t>& lengths, bool reverse,
                                 bool bfloat16, bool portable) {
        const Tensor x = input.contiguous(), w_ih = input_weight.contiguous(), w_hh = recurrent_weight.contiguous();
        const Tensor bias = (input_bias + recurrent_bias).contiguous();
        const int64_t steps = x.size(0), rows = x.size(1), units = w_hh.size(1);
        const Course course{steps, rows, units, lengths, reverse};
        const auto precision = bfloat16 ? Precision::bfloat16 : Precision::float32;
        const auto instructions = portable ? Instructions::portable : Instructions::best;

        Tensor gates = at::empty({steps, rows, 4 * units}, x.options());
        Tensor hiddens = at::empty({steps + 1, rows, units}, x.options()), cells = at::empty_like(hiddens);
        Tensor output = at::empty({steps, rows, units}, x.options());
        hiddens[reverse ? steps : 0].copy_(hidden);
        cells[reverse ? steps : 0].copy_(cell);
        float *g = gates.data_ptr<float>(), *h = hiddens.data_ptr<float>(), *c = cells.data_ptr<float>();
        float *y = output.data_ptr<float>(), *b = bias.data_ptr<float>();

        PackedMatrix(row_major(w_ih.data_ptr<float>(), 4 * units, x.size(2)).transposed(), precision, instructions)
            .multiply(row_major(x.data_ptr<float>(), steps * rows, x.size(2)), g, false);
        const PackedMatrix recurrent(row_major(w_hh.data_ptr<float>(), 4 * units, units).transposed(), precision,
                                     instructions);
        course.for_shares(recurrent, [&](Rows share) {
            for (int64_t step = 0; step < steps; step++) {
                const int64_t t = course.position(step), start = t * rows;
                const int64_t before = course.before(t) * rows, after = course.after(t) * rows;
                const Rows read = course.leading(share, t);
                recurrent.multiply(row_major(h + (before + read.first) * units, read.count(), units),
                                   g + (start + read.first) * 4 * units, true);
                course.for_rows(share, [&](int64_t row) {
                    const int64_t old_state = (before + row) * units, new_state = (after + row) * units;
                    float* out = y + (start + row) * units;
                    if (course.reads(t, row)) {
                        cistron::lstm_gates(g + (start + row) * 4 * units, b, c + old_state, c + new_state, h + new_state, out,
                                            units);
                    } else {
                        std::copy_n(c + old_state, units, c + new_state);
                        std::copy_n(h + old_state, units, h + new_state);
                        std::fill_n(out, units, 0.0f);
                    }
                });
            }
        });

        context->save_for_backward({x, gates, hiddens, cells, w_ih, w_hh});
        context->saved_data["lengths"] = lengths;
        context->saved_data["reverse"] = reverse;
        context->saved_data["bfloat16"] = bfloat16;
        context->saved_data["portable"] = portable;
        const int64_t last = reverse ? 0 : steps;
        return {output, hiddens[last].clone(), cells[last].clone()};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const Tensor &x = saved[0], &gates = saved[1], &hiddens = saved[2], &cells = saved[3], &w_ih = saved[4],
                     &w_hh = saved[5];
        const int64_t steps = x.size(0), rows = x.size(1), units = w_hh.size(1);
        const Course course{steps, rows, units, context->saved_data["lengths"].toIntVector(),
                            context->saved_data["reverse"].toBool()};
        const auto precision = context->saved_data["bfloat16"].toBool() ? Precision::bfloat16 : Precision::float32;
        const auto instructions = context->saved_data["portable"].toBool() ? Instructions::portable : Instructions::best;

        const Tensor d_output = gradients[0].contiguous();
        Tensor d_hidden = gradients[1].clone(at::MemoryFormat::Contiguous);
        Tensor d_cell = gradients[2].clone(at::MemoryFormat::Contiguous);
        Tensor d_gates = at::empty_like(gates);
        float *dg = d_gates.data_ptr<float>(), *dh = d_hidden.data_ptr<float>(), *dc = d_cell.data_ptr<float>();
        const float *g = gates.data_ptr<float>(), *h = hiddens.data_ptr<float>(), *c = cells.data_ptr<float>();
        const float* dy = d_output.data_ptr<float>();

        const PackedMatrix recurrent(row_major(w_hh.data_ptr<float>(), 4 * units, units), precision, instructions);
        course.for_shares(recurrent, [&](Rows share) {
            for (int64_t step = steps - 1; step >= 0; step--) {
                const int64_t t = course.position(step), start = t * rows;
                const int64_t before = course.before(t) * rows, after = course.after(t) * rows;
                course.for_rows(share, [&](int64_t row) {
                    const int64_t i = (start + row) * units;
                    if (course.reads(t, row))
                        cistron::lstm_gates_backward(g + 4 * i, c + (before + row) * units, c + (after + row) * units, dy + i,
                                                     dh + row * units, dc + row * units, dg + 4 * i, units);
                    else
                        std::fill_n(dg + 4 * i, 4 * units, 0.0f);
                });
                // Added, because the gradient of a row that is not read here passes through as it is.
                const Rows read = course.leading(share, t);
                recurrent.multiply(row_major(dg + (start + read.first) * 4 * units, read.count(), 4 * units),
                                   dh + read.first * units, true);
            }
        });

        const MatrixView d_all = row_major(dg, steps * rows, 4 * units);
        Tensor d_x, d_w_ih, d_w_hh, d_bias;
        if (context->needs_input_grad(0)) {
            d_x = at::empty_like(x);
            PackedMatrix(row_major(w_ih.data_ptr<float>(), 4 * units, x.size(2)), precision, instructions)
                .multiply(d_all, d_x.data_ptr<float>(), false);
        }
        if (context->needs_input_grad(3)) {
            d_w_ih = at::empty_like(w_ih);
            PackedMatrix(row_major(x.data_ptr<float>(), steps * rows, x.size(2)), precision, instructions)
                .multiply(d_all.transposed(), d_w_ih.data_ptr<float>(), false);
        }
        if (context->needs_input_grad(4)) {
            d_w_hh = at::empty_like(w_hh);
            PackedMatrix(row_major(h + course.before(0) * rows * units, steps * rows, units), precision, instructions)
                .multiply(d_all.transposed(), d_w_hh.data_ptr<float>(), false);
        }
        if (context->needs_input_grad(5) || context->needs_input_grad(6)) d_bias = d_gates.sum(at::IntArrayRef{0, 1});
        return {d_x,    d_hidden, d_cell,   d_w_ih,   d_w_hh,  d_bias,
                d_bias, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

void check(const cistron::LstmInput& in) {
    TORCH_CHECK(in.x.dim() == 3 && in.w_hh.dim() == 2, "x must be (T, B, I) and w_hh (4H, H)");
    const int64_t steps = in.x.size(0), rows = in.x.size(1), inputs = in.x.size(2), units = in.w_hh.size(1);
    TORCH_CHECK(steps > 0 && rows > 0 && units > 0, "nothing to read: x is ", in.x.sizes());
    auto expect = [](const char* name, const Tensor& tensor, at::IntArrayRef shape) {
        TORCH_CHECK(tensor.sizes() == shape, name, " is ", tensor.sizes(), " and not ", shape);
    };
    expect("h", in.hidden, {rows, units});
    expect("c", in.cell, {rows, units});
    expect("w_ih", in.w_ih, {4 * units, inputs});
    expect("w_hh", in.w_hh, {4 * units, units});
    expect("b_ih", in.b_ih, {4 * units});
    expect("b_hh", in.b_hh, {4 * units});
    TORCH_CHECK(in.lengths.empty() || static_cast<int64_t>(in.lengths.size()) == rows, in.lengths.size(), " lengths for ",
                rows, " rows");
    for (int64_t length : in.lengths)
        TORCH_CHECK(length >= 0 && length <= steps, "a length of ", length, " for ", steps, " positions");
}

cistron::LstmOutput layer(const cistron::LstmInput& in, bool portable) {
    check(in);
    if (!in.x.is_cpu() || in.w_hh.scalar_type() != at::kFloat) return cistron::lstm_of_aten(in);
    const bool bfloat16 =
        cistron::autocast_on(at::kCPU) && cistron::autocast_dtype(at::kCPU) == at::kBFloat16;
    const auto results = LstmLayer::apply(in.x.to(at::kFloat), in.hidden.to(at::kFloat), in.cell.to(at::kFloat), in.w_ih,
                                          in.w_hh, in.b_ih, in.b_hh, in.lengths.vec(), in.reverse, bfloat16, portable);
    return {results[0], results[1], results[2]};
}

cistron::LstmOutput lstm_layer(const Tensor& x, const Tensor& h, const Tensor& c, const Tensor& w_ih, const Tensor& w_hh,
                               const Tensor& b_ih, const Tensor& b_hh, at::IntArrayRef lengths, bool reverse) {
    return layer({x, h, c, w_ih, w_hh, b_ih, b_hh, lengths, reverse}, false);
}

cistron::LstmOutput lstm_layer_portable(const Tensor& x, const Tensor& h, const Tensor& c, const Tensor& w_ih,
                                        const Tensor& w_hh, const Tensor& b_ih, const Tensor& b_hh,
                                        at::IntArrayRef lengths, bool reverse) {
    return layer({x, h, c, w_ih, w_hh, b_ih, b_hh, lengths, reverse}, true);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cistron, library) {
#define CISTRON_LSTM_ARGUMENTS                                                                                   \
    "(Tensor x, Tensor h, Tensor c, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, int[] lengths=[], "      \
    "bool reverse=False) -> (Tensor, Tensor, Tensor)"
    library.def("lstm_layer" CISTRON_LSTM_ARGUMENTS, lstm_layer);
    // What lstm_layer does on a processor without AVX-512, so that it can be tested on every processor.
    library.def("lstm_layer_portable" CISTRON_LSTM_ARGUMENTS, lstm_layer_portable);
}
