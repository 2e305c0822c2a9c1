// at::lstm, which knows neither a single reversed direction nor rows of no length, and wants rows sorted by length.
#include "lstm.h"

#include <c10/core/GradMode.h>

#include <algorithm>
#include <numeric>
#include <vector>

using at::Tensor;

namespace cistron {

namespace {

// Positions of every row backwards, those of padding where they are. Its own inverse.
Tensor turned(const Tensor& x, at::IntArrayRef lengths) {
    if (lengths.empty()) return x.flip(0);
    const int64_t steps = x.size(0), rows = x.size(1);
    Tensor index = at::empty({steps, rows}, at::kLong);
    auto place = index.accessor<int64_t, 2>();
    for (int64_t t = 0; t < steps; t++)
        for (int64_t b = 0; b < rows; b++) place[t][b] = t < lengths[b] ? lengths[b] - 1 - t : t;
    return x.gather(0, index.to(x.device()).unsqueeze(-1).expand_as(x));
}

Tensor on_device(const std::vector<int64_t>& numbers, const Tensor& like) {
    return at::tensor(numbers, at::kLong).to(like.device());
}

LstmOutput whole(const Tensor& x, const LstmInput& in) {
    auto [y, hidden, cell] =
        at::lstm(x, {in.hidden.unsqueeze(0), in.cell.unsqueeze(0)}, {in.w_ih, in.w_hh, in.b_ih, in.b_hh},
                 /*has_biases=*/true, /*num_layers=*/1, /*dropout=*/0.0, c10::GradMode::is_enabled(),
                 /*bidirectional=*/false, /*batch_first=*/false);
    // Under CUDA's autocast aten gives half precision; a state stays what it was.
    const auto type = in.hidden.scalar_type();
    return {y.to(type), hidden[0].to(type), cell[0].to(type)};
}

LstmOutput packed(const Tensor& x, const LstmInput& in) {
    const int64_t rows = x.size(1);
    std::vector<int64_t> order(rows), back(rows), lengths(rows), mask(rows);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return in.lengths[a] > in.lengths[b]; });
    for (int64_t i = 0; i < rows; i++) {
        back[order[i]] = i;
        // A row of no length runs over one position of padding; what comes of it is thrown away below.
        lengths[i] = std::max<int64_t>(1, in.lengths[order[i]]);
        mask[i] = in.lengths[i] > 0;
    }
    const Tensor sorted = on_device(order, x), restored = on_device(back, x);
    auto [data, batch_sizes] = at::_pack_padded_sequence(x.index_select(1, sorted), at::tensor(lengths, at::kLong), false);
    auto [y, hidden, cell] =
        at::lstm(data, batch_sizes,
                 {in.hidden.index_select(0, sorted).unsqueeze(0), in.cell.index_select(0, sorted).unsqueeze(0)},
                 {in.w_ih, in.w_hh, in.b_ih, in.b_hh}, true, 1, 0.0, c10::GradMode::is_enabled(), false);
    const auto type = in.hidden.scalar_type();
    const Tensor padded = std::get<0>(at::_pad_packed_sequence(y.to(type), batch_sizes, false, 0, x.size(0)));
    const Tensor read = on_device(mask, x).to(at::kBool).unsqueeze(-1);
    return {padded.index_select(1, restored).masked_fill(read.logical_not(), 0),
            at::where(read, hidden[0].to(type).index_select(0, restored), in.hidden),
            at::where(read, cell[0].to(type).index_select(0, restored), in.cell)};
}

}  // namespace

LstmOutput lstm_of_aten(const LstmInput& in) {
    const Tensor x = in.reverse ? turned(in.x, in.lengths) : in.x;
    const auto [y, hidden, cell] = in.lengths.empty() ? whole(x, in) : packed(x, in);
    return {in.reverse ? turned(y, in.lengths) : y, hidden, cell};
}

}  // namespace cistron
