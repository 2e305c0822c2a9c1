"""Writes the files of this folder: what PyTorch computes and saves, for the tests to compare with.

Run with Debian's python3-torch (1.13), in any folder:  /usr/bin/python3 fixtures.py
The tests need the files only. Everything is drawn from fixed seeds on one thread.
"""
import collections
import json
import os
import pathlib
import struct

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
TYPES = {torch.bool: "BOOL", torch.uint8: "U8", torch.int8: "I8", torch.int16: "I16", torch.int32: "I32",
         torch.int64: "I64", torch.float16: "F16", torch.bfloat16: "BF16", torch.float32: "F32", torch.float64: "F64"}


def write_safetensors(name, tensors):
    header, data = {}, b""
    for key, tensor in tensors.items():
        tensor = tensor.detach().contiguous()
        raw = (tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy().tobytes()
        header[key] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    (HERE / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


# -- operators: case -> function and inputs; gradients are taken for floating-point inputs

def randn(*shape):
    return torch.randn(*shape)


def positive(*shape):
    return torch.rand(*shape) + 0.5


def operator_cases():
    mask = torch.tensor([[True, False, False, True], [False, True, False, False], [False, False, False, True]])
    labels = torch.tensor([1, 4, -100, 0, 2, -100])
    return {
        "add": (lambda x, y: x + y, randn(2, 3, 4), randn(3, 1)),
        "add_scaled": (lambda x, y: torch.add(x, y, alpha=0.3), randn(3, 4), randn(3, 4)),
        "sub": (lambda x, y: x - y, randn(3, 4), randn(4)),
        "mul": (lambda x, y: x * y, randn(2, 1, 4), randn(3, 4)),
        "div": (lambda x, y: x / y, randn(3, 4), positive(3, 4)),
        "neg": (lambda x: -x, randn(3, 4)),
        "pow": (lambda x: x ** 3, randn(3, 4)),
        "exp": (torch.exp, randn(3, 4)),
        "log": (torch.log, positive(3, 4)),
        "sqrt": (torch.sqrt, positive(3, 4)),
        "abs": (torch.abs, randn(3, 4)),
        "cos": (torch.cos, randn(3, 4)),
        "sin": (torch.sin, randn(3, 4)),
        "clamp_min": (lambda x: torch.clamp_min(x, 0.1), randn(3, 4)),
        "matmul": (torch.matmul, randn(2, 3, 5), randn(2, 5, 4)),
        "matmul_vector": (torch.matmul, randn(3, 5), randn(5)),
        "linear": (F.linear, randn(2, 3, 5), randn(4, 5), randn(4)),
        "linear_without_bias": (F.linear, randn(2, 3, 5), randn(4, 5)),
        "sum": (torch.sum, randn(3, 4)),
        "sum_dimensions": (lambda x: x.sum([0, 2]), randn(2, 3, 4)),
        "mean": (torch.mean, randn(3, 4)),
        "mean_dimension": (lambda x: x.mean(-1, keepdim=True), randn(2, 3, 4)),
        "amax": (lambda x: x.amax(1), randn(3, 4)),
        "norm": (torch.norm, randn(3, 4)),
        "heads": (lambda x: x.reshape(2, 3, 2, 4).permute(0, 2, 1, 3).transpose(2, 3), randn(2, 3, 8)),
        "expand": (lambda x: x.unsqueeze(1).expand(2, 3, 4), randn(2, 4)),
        "select": (lambda x: x.select(1, -1), randn(2, 3, 4)),
        "slice": (lambda x: x[:, 1:4:2], randn(3, 5)),
        "squeeze": (lambda x: x.squeeze(1), randn(3, 1, 2)),
        "chunk": (lambda x: x.chunk(2, 1)[1], randn(3, 4)),
        "cat": (lambda x, y: torch.cat([x, y], 1), randn(3, 4), randn(3, 2)),
        "stack": (lambda x, y: torch.stack([x, y], -1), randn(3, 4), randn(3, 4)),
        "index_select": (lambda x, i: x.index_select(0, i), randn(5, 3), torch.tensor([4, 0, 0, 2])),
        "masked_fill": (lambda x, m: x.masked_fill(m, -2.5), randn(3, 4), mask),
        "embedding": (lambda w, i: F.embedding(i, w), randn(6, 3), torch.tensor([[0, 5, 2], [2, 2, 1]])),
        "embedding_padded": (lambda w, i: F.embedding(i, w, padding_idx=0), randn(6, 3), torch.tensor([[0, 5], [2, 0]])),
        "layer_norm": (lambda x, w, b: F.layer_norm(x.float(), [8], w, b, 1e-12), randn(2, 3, 8), randn(8), randn(8)),
        "gelu": (F.gelu, randn(3, 4)),
        "gelu_tanh": (lambda x: F.gelu(x, approximate="tanh"), randn(3, 4)),
        "relu": (F.relu, randn(3, 4)),
        "silu": (F.silu, randn(3, 4)),
        "tanh": (torch.tanh, randn(3, 4)),
        "sigmoid": (torch.sigmoid, randn(3, 4)),
        "softmax": (lambda x: F.softmax(x, -1), randn(3, 4)),
        "log_softmax": (lambda x: F.log_softmax(x, 1), randn(3, 4)),
        "cross_entropy": (lambda x, t: F.cross_entropy(x.float(), t), randn(6, 5), labels.clamp_min(0)),
        "cross_entropy_ignored": (lambda x, t: F.cross_entropy(x.float(), t, ignore_index=-100), randn(6, 5), labels),
        "cross_entropy_weighted": (lambda x, t: F.cross_entropy(x.float(), t, torch.tensor([1.0, 2, 0.5, 3, 0.1]),
                                                                label_smoothing=0.1), randn(6, 5), labels),
        "cross_entropy_sum": (lambda x, t: F.cross_entropy(x.float(), t, reduction="sum"), randn(6, 5), labels),
        "binary_cross_entropy": (lambda x, t: F.binary_cross_entropy_with_logits(x, t.float()), randn(3, 4), mask),
        "binary_cross_entropy_weighted": (
            lambda x, t: F.binary_cross_entropy_with_logits(x, t.float(), pos_weight=torch.tensor([1.0, 2, 3, 4])),
            randn(3, 4), mask),
        "mse": (F.mse_loss, randn(3, 4), randn(3, 4)),
        "attention": (lambda q, k, v: F.softmax(q @ k.transpose(1, 2) * 0.5, -1) @ v,
                      randn(2, 3, 4), randn(2, 3, 4), randn(2, 3, 4)),
        "feed_forward": (lambda x, a, b: F.linear(F.gelu(F.linear(x, a)), b), randn(2, 3, 4), randn(8, 4), randn(4, 8)),
    }


AUTOCAST_CASES = ["matmul", "linear", "gelu", "softmax", "layer_norm", "cross_entropy_weighted", "attention",
                  "feed_forward"]


def operators():
    torch.manual_seed(1)
    tensors = {}
    for name, (function, *inputs) in operator_cases().items():
        for i, x in enumerate(inputs):
            tensors[f"{name}/input.{i}"] = x
        cotangent = None
        for prefix in ["", "bfloat16/"] if name in AUTOCAST_CASES else [""]:
            leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
            with torch.autocast("cpu", torch.bfloat16, enabled=prefix != ""):
                output = function(*leaves)
            if cotangent is None:
                cotangent = tensors[f"{name}/cotangent"] = torch.randn(output.shape)
            output.backward(cotangent.to(output.dtype))
            tensors[f"{name}/{prefix}output"] = output.float()
            for i, x in enumerate(leaves):
                if x.grad is not None:
                    tensors[f"{name}/{prefix}gradient.{i}"] = x.grad
    write_safetensors("operators.safetensors", tensors)


# -- optimizer: a schedule of learning rates over groups, and parameters that get gradients late or never

def adamw():
    torch.manual_seed(2)
    shapes = {"weight": (4, 5), "bias": (5,), "slow": (3, 2), "frozen": (3,), "unused": (2,), "late": (6,)}
    parameters = {name: torch.nn.Parameter(torch.randn(shape)) for name, shape in shapes.items()}
    parameters["frozen"].requires_grad = False
    tensors = {f"initial/{name}": p.detach().clone() for name, p in parameters.items()}
    groups = [dict(params=[parameters[n] for n in ["weight", "frozen", "unused", "late"]], weight_decay=0.1, factor=1.0),
              dict(params=[parameters["bias"]], weight_decay=0.0, factor=1.0),
              dict(params=[parameters["slow"]], weight_decay=0.1, factor=0.25)]
    optimizer = torch.optim.AdamW(groups, lr=1.0, betas=(0.9, 0.98), eps=1e-6, foreach=False)
    for step in range(20):
        rate = 0.01 * (1 - step / 40)
        for name in ["weight", "bias", "slow"] + (["late"] if step >= 10 else []):
            parameters[name].grad = tensors[f"gradient/{step}/{name}"] = torch.randn(shapes[name])
        for group in optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        optimizer.step()
    for name, p in parameters.items():
        tensors[f"final/{name}"] = p.detach().clone()
    for limit in [0.5, 100.0]:
        for p in parameters.values():
            p.grad = None
        for name in ["weight", "bias", "slow"]:
            parameters[name].grad = tensors[f"gradient/0/{name}"].clone()
        tensors[f"clip/{limit:g}/norm"] = torch.nn.utils.clip_grad_norm_(parameters.values(), limit)
        for name in ["weight", "bias", "slow"]:
            tensors[f"clip/{limit:g}/{name}"] = parameters[name].grad
    write_safetensors("adamw.safetensors", tensors)


# -- a model: embedding, one encoder layer (post-norm, as BERT), head; ten steps in float32 and under autocast

VOCABULARY, WIDTH, HEADS, INNER = 16, 32, 4, 64


class EncoderModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, WIDTH)
        for name in ["query", "key", "value", "output"]:
            setattr(self, name, torch.nn.Linear(WIDTH, WIDTH))
        self.norm1 = torch.nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = torch.nn.Linear(WIDTH, INNER)
        self.outer = torch.nn.Linear(INNER, WIDTH)
        self.norm2 = torch.nn.LayerNorm(WIDTH, eps=1e-12)
        self.head = torch.nn.Linear(WIDTH, VOCABULARY)

    def forward(self, ids, padding):
        x = self.embedding(ids)
        batch, length, _ = x.shape
        q, k, v = (f(x).reshape(batch, length, HEADS, -1).transpose(1, 2) for f in [self.query, self.key, self.value])
        scores = (q @ k.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5
        scores = scores.masked_fill(padding[:, None, None, :], float("-inf"))
        mixed = (F.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1((x + self.output(mixed)).float())
        x = self.norm2((x + self.outer(F.gelu(self.inner(x)))).float())
        return self.head(x)


def encoder():
    torch.manual_seed(3)
    steps, batch, length = 10, 2, 12
    ids = torch.randint(0, VOCABULARY, (steps, batch, length))
    padding = torch.zeros(batch, length, dtype=torch.bool)
    padding[1, 9:] = True
    labels = ids.roll(-1, 2).masked_fill(padding, -100)
    initial = EncoderModel().state_dict()
    tensors = {"ids": ids, "padding": padding, "labels": labels, **{f"initial/{n}": p for n, p in initial.items()}}
    for name, dtype in [("float32", None), ("bfloat16", torch.bfloat16)]:
        model = EncoderModel()
        model.load_state_dict(initial)
        weights = [p for p in model.parameters() if p.dim() > 1]
        others = [p for p in model.parameters() if p.dim() == 1]
        optimizer = torch.optim.AdamW([dict(params=weights, weight_decay=0.1), dict(params=others, weight_decay=0.0)],
                                      lr=3e-3)
        losses = []
        for step in range(steps):
            with torch.autocast("cpu", torch.bfloat16, enabled=dtype is not None):
                logits = model(ids[step], padding)
            loss = F.cross_entropy(logits.float().view(-1, VOCABULARY), labels[step].view(-1))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
        tensors[f"losses/{name}"] = torch.tensor(losses)
    write_safetensors("encoder.safetensors", tensors)


# -- archives that torch.save writes, and what is in them

class Evil:
    def __reduce__(self):
        return os.system, ("touch /tmp/cistron-was-here",)


def archives():
    torch.manual_seed(4)
    base = torch.arange(24.0).reshape(4, 6)
    model = torch.nn.Sequential(collections.OrderedDict(
        embedding=torch.nn.Embedding(5, 3), dense=torch.nn.Linear(3, 2), norm=torch.nn.BatchNorm1d(2)))
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.tensor([1, 3])).sum().backward()
    optimizer.step()
    tied = torch.randn(3, 2)
    objects = {
        "state_dict": model.state_dict(),
        "checkpoint": {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": 7, "rate": 1e-3,
                       "best": None, "done": False, "name": "tiny", "history": [torch.tensor([1.0, 2.0]), (tied, -3)],
                       "big": 1 << 40, "minus": -5, "parameter": torch.nn.Parameter(torch.ones(2))},
        "types": {str(t).split(".")[1]: torch.tensor([0, 1, 2, 3]).to(t) for t in TYPES},
        "views": {"transposed": base.t(), "column": base[:, 2], "block": base[1:3, 2:5], "row": base[2], "whole": base,
                  "number": base[3, 3], "empty": base[:0], "expanded": torch.tensor([7.0]).expand(3, 2),
                  "permuted": torch.arange(12).reshape(2, 3, 2).permute(2, 0, 1), "tied.a": tied, "tied.b": tied},
    }
    expected = {}
    for name, value in objects.items():
        torch.save(value, HERE / f"{name}.pt")
    torch.save(objects["state_dict"], HERE / "protocol4.pt", pickle_protocol=4)
    torch.save(base, HERE / "tensor.pt")
    for name in ["checkpoint", "types", "views"]:
        torch.save(objects[name], HERE / f"legacy_{name}.pt", _use_new_zipfile_serialization=False)
    torch.save({"weight": base, "note": Evil()}, HERE / "evil.pt")
    torch.save({"weight": base, "size": base.shape}, HERE / "size.pt")

    def flatten(prefix, value):
        if isinstance(value, torch.Tensor):
            expected[prefix] = value
        elif isinstance(value, dict):
            for key, item in value.items():
                flatten(f"{prefix}.{key}" if "/" in prefix else f"{prefix}/{key}", item)
        elif isinstance(value, (list, tuple)):
            for i, item in enumerate(value):
                flatten(f"{prefix}.{i}", item)

    for name, value in objects.items():
        flatten(name, value)
    flatten("protocol4", objects["state_dict"])
    for name in ["checkpoint", "types", "views"]:
        flatten(f"legacy_{name}", objects[name])
    write_safetensors("archives.safetensors", expected)


if __name__ == "__main__":
    torch.set_num_threads(1)
    operators()
    adamw()
    encoder()
    archives()
