"""Writes awd_lstm.safetensors and fastai_*.pth beside this file: what an AWD-LSTM of plain PyTorch functions computes.

Run with Debian's python3-torch (1.13):  /usr/bin/python3 awd_lstm.py
The tests need the files only. Everything is drawn from a fixed seed on one thread. Rows are read one by one and never
padded, and there is no dropout.
"""
import collections
import math
import pathlib

import torch
import torch.nn.functional as F

from bert import write_safetensors

HERE = pathlib.Path(__file__).parent
VOCABULARY, DIMENSIONS, UNITS, OUTPUTS, INNER = 23, 12, 20, 3, 50
SHAPES = {"causal": (3, 1, True), "untied": (2, 1, False), "bidirectional": (2, 2, True)}  # layers, directions, tied
LENGTHS = [7, 3, 5, 1]
SEQUENCES = [11, 4, 9, 8]
ALPHA, BETA = 2.0, 1.0


def sizes(layers, directions, tied):
    last = DIMENSIONS if tied else UNITS
    return [(DIMENSIONS if i == 0 else UNITS, (last if i == layers - 1 else UNITS) // directions) for i in range(layers)]


def draw_weights(layers, directions, tied):
    weights = collections.OrderedDict()
    weights["awd_lstm.encoder.weight"] = torch.randn(VOCABULARY, DIMENSIONS)
    for i, (inputs, units) in enumerate(sizes(layers, directions, tied)):
        for suffix in ["", "_reverse"][:directions]:
            for name, shape in [("weight_ih", (4 * units, inputs)), ("weight_hh", (4 * units, units)),
                                ("bias_ih", (4 * units,)), ("bias_hh", (4 * units,))]:
                weights[f"awd_lstm.rnns.{i}.{name}_l0{suffix}"] = torch.randn(*shape) / math.sqrt(units)
    width = DIMENSIONS if tied else UNITS
    if not tied:
        weights["decoder.weight"] = torch.randn(VOCABULARY, width)
    weights["decoder.bias"] = torch.randn(VOCABULARY) * 0.2
    for layer, size in [("0", 3 * width), ("4", INNER)]:
        weights[f"classifier.layers.{layer}.weight"] = 1 + torch.randn(size) * 0.2
        weights[f"classifier.layers.{layer}.bias"] = torch.randn(size) * 0.2
        weights[f"classifier.layers.{layer}.running_mean"] = torch.randn(size) * 0.2
        weights[f"classifier.layers.{layer}.running_var"] = 0.5 + torch.rand(size)
    for layer, outputs, inputs in [("2", INNER, 3 * width), ("6", OUTPUTS, INNER)]:
        weights[f"classifier.layers.{layer}.weight"] = torch.randn(outputs, inputs) / math.sqrt(inputs)
        weights[f"classifier.layers.{layer}.bias"] = torch.randn(outputs) * 0.2
    return weights


class AwdLstm:
    def __init__(self, weights, layers, directions, tied):
        self.weights, self.directions = weights, directions
        self.sizes = sizes(layers, directions, tied)
        self.decoder = weights["awd_lstm.encoder.weight" if tied else "decoder.weight"]

    def zero_state(self):
        return [torch.zeros(2, self.directions, units) for _, units in self.sizes]

    def read(self, ids, state):
        """The last layer's outputs for one row, and its state."""
        x, after = self.weights["awd_lstm.encoder.weight"][ids], []
        for i, (hidden, cell) in enumerate(state):
            flat = [self.weights[f"awd_lstm.rnns.{i}.{name}_l0{suffix}"] for suffix in ["", "_reverse"][:self.directions]
                    for name in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]]
            x, hidden, cell = torch._VF.lstm(x[:, None], (hidden[:, None], cell[:, None]), flat, True, 1, 0.0, False,
                                             self.directions == 2, False)
            x = x[:, 0]
            after.append((hidden[:, 0], cell[:, 0]))
        return x, after

    def decode(self, hidden):
        return F.linear(hidden, self.decoder, self.weights["decoder.bias"])

    def classify(self, rows, training):
        pooled = []
        for row in rows:
            hidden, _ = self.read(row, self.zero_state())
            pooled.append(torch.cat([hidden[-1], hidden.max(0).values, hidden.mean(0)]))
        layer = lambda number, name: self.weights[f"classifier.layers.{number}.{name}"]
        norm = lambda number, x: F.batch_norm(
            x, layer(number, "running_mean"), layer(number, "running_var"), layer(number, "weight"),
            layer(number, "bias"), training, 0.1, 1e-5)
        x = F.linear(norm(0, torch.stack(pooled)), layer(2, "weight"), layer(2, "bias")).relu()
        return F.linear(norm(4, x), layer(6, "weight"), layer(6, "bias"))


def padded(rows, width):
    return torch.stack([F.pad(row, (0, 0, 0, width - len(row))) for row in rows])


def gradients(prefix, loss, weights):
    learned = {n: w for n, w in weights.items() if w.requires_grad}
    found = torch.autograd.grad(loss, list(learned.values()), allow_unused=True, retain_graph=True)
    return {f"{prefix}/gradient/{n}": g for n, g in zip(learned, found) if g is not None}


def language_model(model, ids, targets, weights):
    """Two windows with a carried state that gradients do not pass; the loss is that of the second."""
    logits, penalties = [], []
    for row, (first, second) in enumerate(zip(*ids)):
        _, state = model.read(first, model.zero_state())
        hidden, _ = model.read(second, [(h.detach(), c.detach()) for h, c in state])
        logits.append(model.decode(hidden))
        penalties.append((hidden.pow(2), (hidden[1:] - hidden[:-1]).pow(2)))
    logits = torch.stack(logits)
    activation, temporal = (torch.stack(p).mean() for p in zip(*penalties))
    loss = F.cross_entropy(logits.reshape(-1, VOCABULARY), targets.reshape(-1)) + ALPHA * activation + BETA * temporal
    return {"logits": logits, "loss": loss, **{k[1:]: g for k, g in gradients("", loss, weights).items()}}


def padded_rows(model, ids):
    rows = [model.read(row[:length], model.zero_state())[0] for row, length in zip(ids, LENGTHS)]
    steps = torch.cat([row[1:] - row[:-1] for row in rows])
    return {"hidden": padded(rows, max(LENGTHS)), "activation": torch.cat(rows).pow(2).mean(), "temporal": steps.pow(2).mean()}


def fastai_names(weights, prefix, decoder):
    """The state_dict of fastai's first version, with its second copies: the raw recurrent weights are those that count."""
    state = collections.OrderedDict()
    embeddings = state[f"{prefix}encoder.weight"] = weights["awd_lstm.encoder.weight"]
    state[f"{prefix}encoder_dp.emb.weight"] = embeddings
    for i in range(3):
        name = lambda part: weights[f"awd_lstm.rnns.{i}.{part}_l0"]
        state[f"{prefix}rnns.{i}.weight_hh_l0_raw"] = name("weight_hh")
        state[f"{prefix}rnns.{i}.module.weight_ih_l0"] = name("weight_ih")
        state[f"{prefix}rnns.{i}.module.weight_hh_l0"] = torch.full_like(name("weight_hh"), 9.0)  # dropped, and stale
        state[f"{prefix}rnns.{i}.module.bias_ih_l0"] = name("bias_ih")
        state[f"{prefix}rnns.{i}.module.bias_hh_l0"] = name("bias_hh")
    if decoder:
        state["1.decoder.weight"] = embeddings
        state["1.decoder.bias"] = weights["decoder.bias"]
    return collections.OrderedDict((n, w.detach()) for n, w in state.items())


def main():
    torch.set_num_threads(1)
    torch.manual_seed(11)
    draw = lambda *shape: torch.randint(0, VOCABULARY, shape)
    windows, targets, ids = (draw(4, 6), draw(4, 5)), draw(4, 5), draw(len(LENGTHS), max(LENGTHS))
    sequences, labels = draw(len(SEQUENCES), max(SEQUENCES)), torch.tensor([2, 0, 1, 2])
    file = {"first": windows[0], "second": windows[1], "targets": targets, "ids": ids, "lengths": torch.tensor(LENGTHS),
            "sequences": sequences, "sequence_lengths": torch.tensor(SEQUENCES), "labels": labels}
    for case, shape in SHAPES.items():
        weights = draw_weights(*shape)
        file.update({f"{case}/weights/{name}": w.clone() for name, w in weights.items()})
        for name, w in weights.items():
            w.requires_grad_("running" not in name)
        model = AwdLstm(weights, *shape)
        file.update({f"{case}/padded/{n}": t for n, t in padded_rows(model, ids).items()})
        if shape[1] == 1:
            file.update({f"{case}/lm/{n}": t for n, t in language_model(model, windows, targets, weights).items()})
        rows = [row[:length] for row, length in zip(sequences, SEQUENCES)]
        file[f"{case}/classifier/evaluated"] = model.classify(rows, training=False)
        outputs = file[f"{case}/classifier/trained"] = model.classify(rows, training=True)
        file.update(gradients(f"{case}/classifier", F.cross_entropy(outputs, labels), weights))
        file.update({f"{case}/classifier/after/{n}": w.clone() for n, w in weights.items() if "running" in n})
        if case == "causal":
            old = {"_use_new_zipfile_serialization": False}
            torch.save(fastai_names(weights, "", decoder=False), HERE / "fastai_encoder.pth", **old)
            torch.save({"model": fastai_names(weights, "0.", decoder=True), "opt": {"lr": 1e-3}},
                       HERE / "fastai_learner.pth", **old)
    write_safetensors(HERE / "awd_lstm.safetensors", file)


if __name__ == "__main__":
    main()
