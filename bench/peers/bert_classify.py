"""Classifies all transcripts of a file: bert_classify.py MODEL_FOLDER FASTA TABLE written|best-fp32|best-bf16"""
import json
import sys
import time

import torch

from awd_lstm import read
from bert import Classifier
from fasta import records
from training import autocast
from transcripts import ROWS, Kmers, batches, pad

BEST_ROWS = 64


def main():
    folder, fasta, table, form = sys.argv[1:]
    start = time.perf_counter()
    model = Classifier(read(f"{folder}/model.safetensors")).eval()
    names, rows = zip(*((name, Kmers.encode(bases.upper())) for name, bases in records(fasta)))
    order, size = list(range(len(rows))), ROWS
    if form != "written":
        order.sort(key=lambda i: len(rows[i]))
        size = BEST_ROWS
    coding = torch.empty(len(rows))
    with torch.no_grad(), autocast(form):
        for batch in batches(order, size):
            ids, lengths = pad([rows[i] for i in batch], Kmers, to_context=form == "written")
            coding[batch] = model(ids, lengths).float().softmax(1)[:, 1]
    with open(table, "w") as file:
        file.write("id\tp_nc\tp_pc\n")
        file.writelines(f"{name}\t{1 - p:.6f}\t{p:.6f}\n" for name, p in zip(names, coding.tolist()))
    seconds = time.perf_counter() - start
    exact = coding.double()
    print(json.dumps({"seconds": seconds,
                      "answers": [exact.mean().item(), exact.std(unbiased=False).item(), *exact[:4].tolist()]}))


if __name__ == "__main__":
    main()
