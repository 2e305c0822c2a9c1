"""An AWD-LSTM in plain PyTorch, and the time that one training step of its language model takes.

awd_lstm.py INPUT written|best-fp32|best-bf16    INPUT: weights under Cistron's names, and (B, N) `tokens`, in safetensors
"""
import json
import math
import statistics
import struct
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

from training import best_adamw, clear

WINDOW = 70
COMPARED_STEPS, WARM_UP_STEPS, WARM_UP_SECONDS, TIMED_STEPS, TIMED_SECONDS = 3, 2, 1.0, 5, 2.0
DROPOUT = {"embedding": 0.02, "input": 0.2, "hidden": 0.1, "weight": 0.15, "output": 0.25}
NO_DROPOUT = dict.fromkeys(DROPOUT, 0.0)


def read(path):
    """The tensors of a safetensors file by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    types = {"F32": torch.float32, "I64": torch.int64}
    return {name: torch.frombuffer(data, dtype=types[tensor["dtype"]], count=math.prod(tensor["shape"]),
                                   offset=tensor["data_offsets"][0]).reshape(tensor["shape"])
            for name, tensor in header.items() if name != "__metadata__"}


class LockedDropout(nn.Module):
    """(B, T, D) with one mask for all positions of a row."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.p).div_(1 - self.p)


class DroppedLstm(nn.LSTM):
    """One layer with dropout of its recurrent weights."""

    def __init__(self, inputs, outputs, p):
        super().__init__(inputs, outputs, batch_first=True)
        self.p = p

    def forward(self, x, state):
        self._flat_weights = [self.weight_ih_l0, F.dropout(self.weight_hh_l0, self.p, self.training),
                              self.bias_ih_l0, self.bias_hh_l0]
        return super().forward(x, state)


class Encoder(nn.Module):
    """Tokens (B, T) and the state before them -> outputs (B, T, D) and the state after them."""

    def __init__(self, weights, dropout):
        super().__init__()
        tokens, dimensions = weights["awd_lstm.encoder.weight"].shape
        layers = sum(name.endswith("weight_hh_l0") for name in weights)
        units = weights["awd_lstm.rnns.0.weight_hh_l0"].shape[1]
        widths = [dimensions] + [units] * (layers - 1) + [dimensions]
        self.encoder = nn.Embedding(tokens, dimensions)
        self.rnns = nn.ModuleList(DroppedLstm(inputs, outputs, dropout["weight"])
                                  for inputs, outputs in zip(widths, widths[1:]))
        self.embedding_p = dropout["embedding"]
        self.input_dropout, self.hidden_dropout = LockedDropout(dropout["input"]), LockedDropout(dropout["hidden"])

    def forward(self, ids, states=None):
        vectors, p = self.encoder.weight, self.embedding_p
        if self.training and p > 0:
            vectors = vectors * vectors.new_empty(vectors.shape[0], 1).bernoulli_(1 - p).div_(1 - p)
        x, after = self.input_dropout(F.embedding(ids, vectors)), []
        for layer, rnn in enumerate(self.rnns):
            if layer > 0:
                x = self.hidden_dropout(x)
            x, (h, c) = rnn(x, states[layer] if states else None)
            after.append((h.detach(), c.detach()))
        return x, after


class LanguageModel(nn.Module):
    """An encoder and a decoder that shares the vectors of the tokens."""

    def __init__(self, weights, dropout):
        super().__init__()
        self.awd_lstm = Encoder(weights, dropout)
        self.output_dropout = LockedDropout(dropout["output"])
        vectors = self.awd_lstm.encoder.weight
        self.decoder = nn.Linear(vectors.shape[1], vectors.shape[0])
        self.decoder.weight = vectors
        self.load_state_dict({**weights, "decoder.weight": weights["awd_lstm.encoder.weight"]})

    def forward(self, ids, states):
        hidden, states = self.awd_lstm(ids, states)
        return self.decoder(self.output_dropout(hidden)), hidden, states


def train(model, tokens, form):
    """The loss of one step after the other."""
    settings = {"lr": 1e-3, "betas": (0.8, 0.99), "weight_decay": 0.01}
    updates = torch.optim.AdamW(model.parameters(), **settings) if form == "written" else best_adamw(model, **settings)
    model.train()
    states, start = None, 0
    while True:
        ids, targets = tokens[:, start:start + WINDOW], tokens[:, start + 1:start + WINDOW + 1]
        with torch.autocast("cpu", torch.bfloat16, enabled=form == "best-bf16"):
            logits, hidden, states = model(ids, states)
            hidden = hidden.float()
            loss = (F.cross_entropy(logits.float().flatten(0, 1), targets.flatten())
                    + 2 * hidden.pow(2).mean() + (hidden[:, 1:] - hidden[:, :-1]).pow(2).mean())
        clear(updates, form)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 0.4)
        updates.step()
        yield loss.item()
        start = (start + WINDOW) % (tokens.shape[1] - 1)


def main():
    weights, form = read(sys.argv[1]), sys.argv[2]
    tokens = weights.pop("tokens")
    compared = train(LanguageModel(weights, NO_DROPOUT), tokens, form)
    losses = [next(compared) for _ in range(COMPARED_STEPS)]
    steps = train(LanguageModel(weights, DROPOUT), tokens, form)
    warm_up, seconds = [], []
    while len(seconds) < TIMED_STEPS or sum(seconds) < TIMED_SECONDS:
        is_cold = len(warm_up) < WARM_UP_STEPS or sum(warm_up) < WARM_UP_SECONDS
        start = time.perf_counter()
        next(steps)
        (warm_up if is_cold else seconds).append(time.perf_counter() - start)
    print(json.dumps({"seconds": statistics.median(seconds), "answers": losses}))


if __name__ == "__main__":
    main()
