"""A training's state in a file of PyTorch: checkpoint.py CHECKPOINT FILE write|flush|resume

CHECKPOINT: Cistron's, from which weights and moments are taken at first
"""
import json
import os
import sys
import time

import torch

from awd_lstm import read
from bert import LanguageModel


def write(model, optimizer, path, flush):
    with open(path, "wb") as file:
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": 7}, file)
        if flush:
            file.flush()
            os.fsync(file.fileno())


def resume(model, optimizer, path):
    state = torch.load(path)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])


def main():
    checkpoint, path, deed = sys.argv[1:]
    weights, moments = read(f"{checkpoint}/weights.safetensors"), read(f"{checkpoint}/optimizer.safetensors")
    model = LanguageModel(weights)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
    if deed == "resume":
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.zero_()
    else:
        for name, parameter in model.named_parameters():
            optimizer.state[parameter] = {"step": moments[f"step.{name}"].float().squeeze(),
                                          "exp_avg": moments[f"exp_avg.{name}"], "exp_avg_sq": moments[f"exp_avg_sq.{name}"]}
    start = time.perf_counter()
    if deed == "resume":
        resume(model, optimizer, path)
    else:
        # As Cistron: beside the old file, which is then replaced.
        write(model, optimizer, f"{path}.new", deed == "flush")
        os.replace(f"{path}.new", path)
    seconds = time.perf_counter() - start
    with torch.no_grad():
        squares = sum((parameter * parameter).sum().item() for parameter in model.parameters())
        sums = sum(tensor.abs().sum().item() for state in optimizer.state.values() for tensor in state.values())
    print(json.dumps({"seconds": seconds, "answers": [squares, sums]}))


if __name__ == "__main__":
    main()
