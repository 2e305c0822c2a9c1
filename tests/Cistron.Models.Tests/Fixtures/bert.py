"""Writes bert.safetensors: what a BERT encoder written in plain PyTorch computes, for the tests to compare with.

Run with Debian's python3-torch (1.13), in any folder:  /usr/bin/python3 bert.py
The tests need the file only. Everything is drawn from a fixed seed on one thread.

The encoder is written from the papers as functions of a dictionary of weights, under the names of Hugging Face's BERT
classes; it shares no design with the one that it judges. Every combination of switches uses the same weights.
"""
import itertools
import json
import math
import pathlib
import struct

import torch
import torch.nn.functional as F

LAYERS, DIMENSIONS, HEADS, INNER, VOCABULARY, CONTEXT, OUTPUTS = 2, 32, 4, 48, 69, 20, 3
HEAD_DIMENSIONS = DIMENSIONS // HEADS
LENGTHS = [9, 14, 5]  # shorter than the context and of no common length: every row but one is padded
SELECTED = [0, 4, 15, 27, 30]  # in rows of 14 tokens laid end to end: none of them padding
POSITIONS, NORMALIZATIONS = ["learned", "sinusoidal", "rotary", "alibi"], ["post", "pre"]
ACTIVATIONS = {"gelu": F.gelu, "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"), "relu": F.relu, "silu": F.silu}
POOLINGS = ["mean", "cls", "max"]
TABLES = {"word": VOCABULARY, "position": CONTEXT, "token_type": 2}
EPSILON = 1e-12

# Gradients that together pass through every part; the large ones for one activation only, to keep the file small.
SMALL_GRADIENTS = ["bert.embeddings.LayerNorm.weight", "bert.encoder.layer.0.attention.self.query.bias",
                   "bert.encoder.layer.1.intermediate.dense.bias", "cls.predictions.transform.dense.bias"]
LARGE_GRADIENTS = ["bert.encoder.layer.0.attention.self.key.weight"]
TIED = "bert.embeddings.word_embeddings.weight"


def draw_weights():
    weights = {}

    def dense(name, outputs, inputs):
        weights[f"{name}.weight"] = torch.randn(outputs, inputs) / math.sqrt(inputs)
        weights[f"{name}.bias"] = torch.randn(outputs) * 0.2

    def norm(name):
        weights[f"{name}.weight"] = 1 + torch.randn(DIMENSIONS) * 0.2
        weights[f"{name}.bias"] = torch.randn(DIMENSIONS) * 0.2

    for table, rows in TABLES.items():
        weights[f"bert.embeddings.{table}_embeddings.weight"] = torch.randn(rows, DIMENSIONS) * 0.5
    norm("bert.embeddings.LayerNorm")
    for layer in range(LAYERS):
        prefix = f"bert.encoder.layer.{layer}"
        for name in ["query", "key", "value"]:
            dense(f"{prefix}.attention.self.{name}", DIMENSIONS, DIMENSIONS)
        dense(f"{prefix}.attention.output.dense", DIMENSIONS, DIMENSIONS)
        norm(f"{prefix}.attention.output.LayerNorm")
        dense(f"{prefix}.intermediate.dense", INNER, DIMENSIONS)
        dense(f"{prefix}.output.dense", DIMENSIONS, INNER)
        norm(f"{prefix}.output.LayerNorm")
    norm("bert.encoder.emb_layer_norm_after")
    dense("bert.pooler.dense", DIMENSIONS, DIMENSIONS)
    dense("cls.predictions.transform.dense", DIMENSIONS, DIMENSIONS)
    norm("cls.predictions.transform.LayerNorm")
    weights["cls.predictions.bias"] = torch.randn(VOCABULARY) * 0.2
    dense("classifier", OUTPUTS, DIMENSIONS)
    return weights


class Bert:
    def __init__(self, weights, position, normalization, activation):
        self.weights, self.position, self.pre = weights, position, normalization == "pre"
        self.activation = ACTIVATIONS[activation]

    def dense(self, name, x):
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def norm(self, name, x):
        # float32 also under autocast, which has no rule for this function in PyTorch 1.13
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return F.layer_norm(x.float(), [DIMENSIONS], weight, bias, EPSILON)

    def embed(self, ids):
        tables = {name: self.weights[f"bert.embeddings.{name}_embeddings.weight"] for name in TABLES}
        x = tables["word"][ids] + tables["token_type"][torch.zeros_like(ids)]
        time = torch.arange(ids.shape[1])
        if self.position == "learned":
            x = x + tables["position"][time]
        if self.position == "sinusoidal":
            frequencies = torch.exp(-math.log(10000) * torch.arange(0, DIMENSIONS, 2, dtype=torch.float64) / DIMENSIONS)
            angles = time[:, None] * frequencies
            x = x + torch.stack([angles.sin(), angles.cos()], -1).reshape(len(time), DIMENSIONS).float()
        return self.norm("bert.embeddings.LayerNorm", x)

    def heads(self, name, x):
        x = self.dense(name, x)
        return torch.stack(x.split(HEAD_DIMENSIONS, -1), 1)  # (B, H, T, d)

    def rotate(self, x):
        # dimension i of the first half of a head and i of the second are the two parts of one complex number
        half = HEAD_DIMENSIONS // 2
        frequencies = 10000 ** (-torch.arange(half, dtype=torch.float64) / half)
        angles = torch.arange(x.shape[2])[:, None] * frequencies
        turn = torch.polar(torch.ones_like(angles), angles).to(torch.complex64)
        turned = torch.complex(x[..., :half].float(), x[..., half:].float()) * turn
        return torch.cat([turned.real, turned.imag], -1)

    def attend(self, prefix, x, padding):
        query, key, value = (self.heads(f"{prefix}.self.{name}", x) for name in ["query", "key", "value"])
        if self.position == "rotary":
            query, key = self.rotate(query), self.rotate(key)
        scores = query @ key.transpose(-1, -2) / math.sqrt(HEAD_DIMENSIONS)
        if self.position == "alibi":
            time = torch.arange(x.shape[1])
            slopes = torch.tensor([1 / 4, 1 / 16, 1 / 64, 1 / 256])  # of four heads
            scores = scores - slopes[:, None, None] * (time[:, None] - time).abs()
        weights = scores.masked_fill(padding[:, None, None, :], float("-inf")).softmax(-1)
        mixed = torch.cat((weights @ value).unbind(1), -1)
        return self.dense(f"{prefix}.output.dense", mixed)

    def encode(self, ids, padding):
        x = self.embed(ids)
        for layer in range(LAYERS):
            prefix = f"bert.encoder.layer.{layer}"
            first, second = f"{prefix}.attention.output.LayerNorm", f"{prefix}.output.LayerNorm"

            def feed_forward(y):
                inner = self.activation(self.dense(f"{prefix}.intermediate.dense", y))
                return self.dense(f"{prefix}.output.dense", inner)

            if self.pre:
                x = x + self.attend(f"{prefix}.attention", self.norm(first, x), padding)
                x = x + feed_forward(self.norm(second, x))
            else:
                x = self.norm(first, x + self.attend(f"{prefix}.attention", x, padding))
                x = self.norm(second, x + feed_forward(x))
        return self.norm("bert.encoder.emb_layer_norm_after", x) if self.pre else x

    def token_logits(self, hidden):
        x = hidden.reshape(-1, DIMENSIONS)[SELECTED]
        x = self.activation(self.dense("cls.predictions.transform.dense", x))
        x = self.norm("cls.predictions.transform.LayerNorm", x)
        return F.linear(x, self.weights[TIED], self.weights["cls.predictions.bias"]).float()

    def outputs(self, hidden, pooling):
        rows = [row[:length].float() for row, length in zip(hidden, LENGTHS)]
        if pooling == "cls":
            pooled = self.dense("bert.pooler.dense", torch.stack([row[0] for row in rows])).tanh()
        elif pooling == "mean":
            pooled = torch.stack([row.mean(0) for row in rows])
        else:
            pooled = torch.stack([row.max(0).values for row in rows])
        return self.dense("classifier", pooled).float()


def gradients(prefix, loss, weights, names):
    found = torch.autograd.grad(loss, [weights[name] for name in names], retain_graph=True)
    return {f"{prefix}/gradient/{name}": gradient for name, gradient in zip(names, found)}


def main():
    torch.set_num_threads(1)
    torch.manual_seed(7)
    weights = {name: w.requires_grad_() for name, w in draw_weights().items()}
    width = max(LENGTHS)
    padding = torch.arange(width) >= torch.tensor(LENGTHS)[:, None]
    ids = torch.randint(5, VOCABULARY, (len(LENGTHS), width)).masked_fill(padding, 0)
    token_labels = torch.randint(5, VOCABULARY, (len(SELECTED),))
    row_labels = torch.tensor([2, 0, 1])
    file = {"ids": ids, "lengths": torch.tensor(LENGTHS), "selected": torch.tensor(SELECTED),
            "token_labels": token_labels, "row_labels": row_labels, **{f"weights/{name}": w for name, w in weights.items()}}
    for position, normalization, activation in itertools.product(POSITIONS, NORMALIZATIONS, ACTIVATIONS):
        case, first = f"{position}/{normalization}/{activation}", activation == "gelu"
        bert = Bert(weights, position, normalization, activation)
        hidden = bert.encode(ids, padding)
        if first:
            file[f"{case}/hidden"] = hidden.masked_fill(padding[..., None], 0)
        logits = file[f"{case}/logits"] = bert.token_logits(hidden)
        names = SMALL_GRADIENTS + first * LARGE_GRADIENTS + (case == "learned/post/gelu") * [TIED]
        file.update(gradients(case, F.cross_entropy(logits, token_labels), weights, names))
        for pooling in POOLINGS:
            outputs = file[f"{case}/{pooling}"] = bert.outputs(hidden, pooling)
            names = ["bert.embeddings.LayerNorm.bias"] + (pooling == "cls") * ["bert.pooler.dense.bias"]
            if first:
                file.update(gradients(f"{case}/{pooling}", F.cross_entropy(outputs, row_labels), weights, names))
        if first:
            with torch.autocast("cpu", torch.bfloat16), torch.no_grad():
                hidden = bert.encode(ids, padding)
                file[f"{case}/bfloat16/logits"] = bert.token_logits(hidden)
                for pooling in POOLINGS:
                    file[f"{case}/bfloat16/{pooling}"] = bert.outputs(hidden, pooling)
    write_safetensors(pathlib.Path(__file__).with_name("bert.safetensors"), file)


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    main()
