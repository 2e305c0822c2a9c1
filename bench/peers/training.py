"""What steps of training have in common: `written` as people write them, `best-fp32` and `best-bf16` as PyTorch does them best
on a CPU in one precision or the other."""
import random
import statistics
import time

import torch
from torch import nn

WARM_UP_STEPS, PADDED_STEPS = 2, 3


def autocast(form):
    return torch.autocast("cpu", torch.bfloat16, enabled=form == "best-bf16")


def optimizer(model, form):
    if form == "written":
        return torch.optim.Adam(model.parameters(), lr=1e-4)
    return torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01, foreach=True)


def median_seconds(step, warm_up, timed):
    """The median seconds of steps so short that one process makes many of them."""
    seconds = []
    for i in range(warm_up + timed):
        start = time.perf_counter()
        step()
        if i >= warm_up:
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def mean_seconds(model, updates, step, batches, form):
    """The mean seconds of a step over all batches, or over a few where all are padded to the same width."""
    def train(batch):
        updates.zero_grad(set_to_none=form != "written")
        loss = step(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        updates.step()

    model.train()
    random.Random(1).shuffle(batches)
    for batch in batches[:1 if form == "written" else WARM_UP_STEPS]:
        train(batch)
    timed = batches[:PADDED_STEPS] if form == "written" else batches
    start = time.perf_counter()
    for batch in timed:
        train(batch)
    return (time.perf_counter() - start) / len(timed)
