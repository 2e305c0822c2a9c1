"""Classifies overlapping windows of a genome on both strands, as people write it in PyTorch.

scan.py MODEL_FOLDER FASTA WINDOW_BASES STEP_BASES BATCH_SIZE
"""
import json
import sys
import time

import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence

from awd_lstm import NO_DROPOUT, Encoder, read
from fasta import records

COMPLEMENT = str.maketrans("ACGT", "TGCA")
PADDING, UNKNOWN, CLASSIFICATION = 0, 1, 2


class Classifier(nn.Module):
    """An encoder, concat pooling over real tokens, and two linear layers."""

    def __init__(self, weights):
        super().__init__()
        self.awd_lstm = Encoder(weights, NO_DROPOUT)
        dimensions = self.awd_lstm.encoder.weight.shape[1]
        self.classifier = nn.Module()
        self.classifier.layers = nn.Sequential(
            nn.BatchNorm1d(3 * dimensions), nn.Dropout(0), nn.Linear(3 * dimensions, 50), nn.ReLU(),
            nn.BatchNorm1d(50), nn.Dropout(0), nn.Linear(50, 2))
        self.load_state_dict(weights, strict=False)

    def forward(self, ids):
        hidden, _ = self.awd_lstm(ids)
        mask = (ids != PADDING).unsqueeze(-1)
        lengths = mask.sum(1)
        last = hidden[torch.arange(len(ids)), lengths.squeeze(-1) - 1]
        largest = hidden.masked_fill(~mask, float("-inf")).amax(1)
        mean = (hidden * mask).sum(1) / lengths
        return self.classifier.layers(torch.cat([last, largest, mean], 1))


def encode(bases, tokens):
    return torch.tensor([CLASSIFICATION] + [tokens.get(bases[i:i + 3], UNKNOWN) for i in range(len(bases) - 2)])


def windows(path, length, step):
    for _, bases in records(path):
        bases = bases.upper()
        for start in range(0, len(bases) - length + 1, step):
            window = bases[start:start + length]
            yield window
            yield window.translate(COMPLEMENT)[::-1]


def batches(items, size):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def main():
    folder, fasta, length, step, size = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
    start = time.perf_counter()
    model = Classifier(read(f"{folder}/model.safetensors")).eval()
    with open(f"{folder}/vocab.txt") as file:
        tokens = {token.strip(): i for i, token in enumerate(file)}
    probabilities = []
    with torch.no_grad():
        for batch in batches(windows(fasta, length, step), size):
            ids = pad_sequence([encode(bases, tokens) for bases in batch], batch_first=True, padding_value=PADDING)
            probabilities.append(model(ids).softmax(1)[:, 1])
    probabilities = torch.cat(probabilities)
    seconds = time.perf_counter() - start
    exact = probabilities.double()
    print(json.dumps({"seconds": seconds,
                      "answers": [exact.mean().item(), exact.std(unbiased=False).item(), *exact[:4].tolist()]}))


if __name__ == "__main__":
    main()
