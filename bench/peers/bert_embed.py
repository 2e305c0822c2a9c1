"""Vectors of all transcripts of a file: bert_embed.py MODEL_FOLDER FASTA ARRAY written|best-fp32|best-bf16"""
import json
import sys
import time

import numpy
import torch

from awd_lstm import read
from bert import Classifier
from fasta import records
from training import autocast
from transcripts import ROWS, Kmers, batches, pad

BEST_ROWS = 64


def main():
    folder, fasta, array, form = sys.argv[1:]
    start = time.perf_counter()
    model = Classifier(read(f"{folder}/model.safetensors")).bert.eval()
    rows = [Kmers.encode(bases.upper()) for _, bases in records(fasta)]
    order, size = list(range(len(rows))), ROWS
    if form != "written":
        order.sort(key=lambda i: len(rows[i]))
        size = BEST_ROWS
    vectors = [None] * len(rows)
    with torch.no_grad(), autocast(form):
        for batch in batches(order, size):
            ids, lengths = pad([rows[i] for i in batch], Kmers, to_context=form == "written")
            states = model(ids, lengths).float()
            for i, row, length in zip(batch, states, lengths):
                vectors[i] = row[:length].mean(0).numpy()
    numpy.save(array, numpy.stack(vectors))
    seconds = time.perf_counter() - start
    exact = numpy.stack(vectors).astype("float64")
    lengths = [numpy.linalg.norm(exact), numpy.linalg.norm(exact.mean(0)), numpy.linalg.norm(exact[0])]
    print(json.dumps({"seconds": seconds, "answers": lengths}))


if __name__ == "__main__":
    main()
