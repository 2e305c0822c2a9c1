"""Fine-tunes on a table of sequences and labels that is read into a list, as people write it.

labels.py MODEL_FOLDER TRAIN DEV STEPS ROWS_OF_STEP
"""
import json
import random
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

from awd_lstm import read
from bert import Classifier
from training import optimizer
from transcripts import Kmers, batches, pad


def table(path):
    with open(path) as file:
        next(file)
        return [(bases, int(label)) for bases, label in (line.rstrip("\n").split("\t") for line in file)]


def logits_and_labels(model, rows):
    ids, lengths = pad([Kmers.encode(bases) for bases, _ in rows], Kmers, to_context=False)
    return model(ids, lengths), torch.tensor([label for _, label in rows])


def main():
    folder, train, dev, steps, size = sys.argv[1:]
    start = time.perf_counter()
    rows = table(train)
    random.Random(1).shuffle(rows)
    model = Classifier(read(f"{folder}/model.safetensors")).train()
    updates = optimizer(model, "written")
    for step in range(int(steps)):
        places = range(step * int(size), (step + 1) * int(size))
        updates.zero_grad()
        F.cross_entropy(*logits_and_labels(model, [rows[place % len(rows)] for place in places])).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        updates.step()
    model.eval()
    right = 0
    with torch.no_grad():
        for batch in batches(table(dev), int(size)):
            logits, labels = logits_and_labels(model, batch)
            right += (logits.argmax(1) == labels).sum().item()
    print(f"{right} right")
    torch.save(model.state_dict(), train + ".pt")
    print(json.dumps({"seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    torch.manual_seed(1)
    main()
