"""Pre-trains on random windows of a genome that is read into memory, as people write it.

genome.py MODEL_FOLDER FASTA STEPS
"""
import json
import random
import sys
import time

import torch
from torch.nn import functional as F

from awd_lstm import read
from bert import CONTEXT, LanguageModel
from training import optimizer
from transcripts import ROWS, Kmers, mask, pad


def main():
    folder, path, steps = sys.argv[1], sys.argv[2], int(sys.argv[3])
    start = time.perf_counter()
    with open(path) as file:
        genome = "".join(line.strip() for line in file if not line.startswith(">")).upper()
    model = LanguageModel(read(f"{folder}/model.safetensors")).train()
    updates, bases = optimizer(model, "written"), 3 * (CONTEXT - 2)
    random.seed(1)
    for _ in range(steps):
        places = [random.randrange(len(genome) - bases) for _ in range(ROWS)]
        ids, lengths = pad([Kmers.encode(genome[place:place + bases]) for place in places], Kmers, to_context=True)
        masked, chosen = mask(ids, Kmers)
        updates.zero_grad()
        F.cross_entropy(model(masked, lengths, chosen), ids[chosen]).backward()
        updates.step()
    print(json.dumps({"seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    torch.manual_seed(1)
    main()
