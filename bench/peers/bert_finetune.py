"""The time of a step of fine-tuning a classifier: bert_finetune.py MODEL_FOLDER FASTA written|best-fp32|best-bf16

Transcripts are called nc or pc and a number.
"""
import json
import sys

import torch
from torch.nn import functional as F

from awd_lstm import read
from bert import Classifier
from fasta import records
from training import autocast, mean_seconds, optimizer
from transcripts import ROWS, Kmers, batches, pad

COMPARED_ROWS = 16


def loss_of(model, rows, to_context):
    ids, lengths = pad([Kmers.encode(bases) for _, bases in rows], Kmers, to_context)
    return F.cross_entropy(model(ids, lengths), torch.tensor([("nc", "pc").index(name[:2]) for name, _ in rows]))


def main():
    folder, fasta, form = sys.argv[1:]
    rows = list(records(fasta))
    model = Classifier(read(f"{folder}/model.safetensors"))
    model.eval()
    with torch.no_grad(), autocast(form):
        loss = loss_of(model, rows[:COMPARED_ROWS], to_context=form == "written").item()
    if form != "written":
        rows.sort(key=lambda row: len(row[1]))

    def step(batch):
        with autocast(form):
            return loss_of(model, batch, to_context=form == "written")

    seconds = mean_seconds(model, optimizer(model, form), step, batches(rows, ROWS), form)
    print(json.dumps({"seconds": seconds, "answers": [loss]}))


if __name__ == "__main__":
    main()
