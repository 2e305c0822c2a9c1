"""The time of a step of masked language modelling.

bert_pretrain.py MODEL_FOLDER ROWS BATCH 3-mers|kernels written|best-fp32|best-bf16

ROWS: a sequence a line; BATCH: masked `ids` and `targets` (B, T), -1 where nothing is asked for, whose loss is compared
"""
import json
import random
import sys

import torch
from torch.nn import functional as F

from awd_lstm import read
from bert import LanguageModel
from training import autocast, mean_seconds, optimizer
from transcripts import FIRST, ROWS, Kmers, Letters, batches, mask, pad


def loss_of(model, ids, lengths, targets, at_all):
    """The mean cross-entropy at the targets, those of letters being the four bases."""
    chosen = targets >= 0
    logits = model(ids, lengths, None if at_all else chosen).float()
    if model.reads_kernels:
        targets, chosen = targets[:, 1:] - FIRST, chosen[:, 1:]
    if at_all:
        return F.cross_entropy(logits.flatten(0, 1), targets.masked_fill(~chosen, -100).flatten())
    return F.cross_entropy(logits, targets[chosen])


def compared_loss(folder, batch, form, encoding):
    tensors, model = read(batch), LanguageModel(read(f"{folder}/model.safetensors"), dropout=0).eval()
    ids, targets = tensors["ids"], tensors["targets"]
    lengths = [encoding.states(int((row != 0).sum())) for row in ids]
    missing = encoding.width(ids.shape[1]) - ids.shape[1]
    ids, targets = F.pad(ids, (0, missing)), F.pad(targets, (0, missing), value=-1)
    with torch.no_grad(), autocast(form):
        return loss_of(model, ids, lengths, targets, at_all=form == "written").item()


def main():
    folder, path, batch, encoding, form = sys.argv[1:]
    encoding = {"3-mers": Kmers, "kernels": Letters}[encoding]
    loss = compared_loss(folder, batch, form, encoding)
    with open(path) as file:
        rows = file.read().split()
    if form != "written":
        rows.sort(key=len)
    model = LanguageModel(read(f"{folder}/model.safetensors"))
    updates = optimizer(model, form)

    def step(sequences):
        if encoding is Letters:
            sequences = [bases[random.randrange(9):] for bases in sequences]
        ids, lengths = pad([encoding.encode(bases) for bases in sequences], encoding, to_context=form == "written")
        masked, chosen = mask(ids, encoding)
        with autocast(form):
            return loss_of(model, masked, lengths, ids.masked_fill(~chosen, -1), at_all=form == "written")

    print(json.dumps({"seconds": mean_seconds(model, updates, step, batches(rows, ROWS), form), "answers": [loss]}))


if __name__ == "__main__":
    main()
