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


def best_adamw(model, **settings):
    """Fused where this PyTorch has that for processors, from 2.4 on; else over lists of weights."""
    weights = list(model.parameters())
    try:
        return torch.optim.AdamW(weights, fused=True, **settings)
    except (TypeError, RuntimeError):
        return torch.optim.AdamW(weights, foreach=True, **settings)


def optimizer(model, form):
    if form == "written":
        return torch.optim.Adam(model.parameters(), lr=1e-4)
    return best_adamw(model, lr=1e-4, weight_decay=0.01)


def clear(updates, form):
    """Takes the gradients of the step before away: as written, in whichever way this PyTorch does."""
    updates.zero_grad() if form == "written" else updates.zero_grad(set_to_none=True)


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
        clear(updates, form)
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
