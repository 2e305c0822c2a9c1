"""Attention in plain PyTorch, and the time that one forward and backward pass takes.

attention.py INPUT fp32|bf16 DROPOUT plain|best    INPUT: `query`, `key`, `value`, `gradient` (B, T, H, d) in safetensors
"""
import json
import math
import sys

import torch
from torch.nn import functional as F

from awd_lstm import read
from training import median_seconds

WARM_UP_STEPS, TIMED_STEPS = 1, 5


def plain(query, key, value, p):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    return F.dropout(scores.softmax(-1), p) @ value


def best(query, key, value, p):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(query, key, value, dropout_p=p)
    # Scaling the queries spares a pass over the scores.
    weights = ((query * (1 / math.sqrt(query.shape[-1]))) @ key.transpose(-2, -1)).softmax(-1)
    return (F.dropout(weights, p) if p > 0 else weights) @ value


def main():
    tensors, precision, p = read(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    attend = {"plain": plain, "best": best}[sys.argv[4]]
    dtype = torch.float32 if precision == "fp32" else torch.bfloat16
    *inputs, gradient = (tensors[name].to(dtype).transpose(1, 2) for name in ("query", "key", "value", "gradient"))

    def step(p):
        leaves = [tensor.detach().requires_grad_() for tensor in inputs]
        output = attend(*leaves, p)
        output.backward(gradient)
        return [output.detach()] + [leaf.grad for leaf in leaves]

    answers = [tensor.float().norm().item() for tensor in step(0.0)]
    print(json.dumps({"seconds": median_seconds(lambda: step(p), WARM_UP_STEPS, TIMED_STEPS), "answers": answers}))


if __name__ == "__main__":
    main()
