"""The cross-entropy of tokens in PyTorch, and the time that one forward and backward pass takes.

token_losses.py INPUT fp32|bf16    INPUT: `logits` (N, V) and `targets` (N) in safetensors
"""
import json
import sys

import torch
from torch.nn import functional as F

from awd_lstm import read
from training import median_seconds

WARM_UP_STEPS, TIMED_STEPS = 3, 30


def main():
    tensors = read(sys.argv[1])
    logits = tensors["logits"].to(torch.float32 if sys.argv[2] == "fp32" else torch.bfloat16)

    def step():
        leaf = logits.detach().requires_grad_()
        loss = F.cross_entropy(leaf.float(), tensors["targets"])
        loss.backward()
        return [loss.detach(), leaf.grad]

    answers = [tensor.float().norm().item() for tensor in step()]
    print(json.dumps({"seconds": median_seconds(step, WARM_UP_STEPS, TIMED_STEPS), "answers": answers}))


if __name__ == "__main__":
    main()
