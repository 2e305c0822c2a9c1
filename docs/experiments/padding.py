"""What padding does to an AWD-LSTM classifier when it is not kept out.

    python3 docs/experiments/padding.py MODEL_FOLDER TABLE

Reads a classifier that `./cistron finetune` made and a table with the columns sequence and label, and answers for every row
in plain PyTorch: once as Cistron does (each row from a state of zeros, pooled over its own tokens), and twice as
Genomic-ULMFiT does (rows padded in front to the longest of the batch, padding read by the LSTM and pooled), with batches in
the order of the table and with batches of like length.
"""
import csv
import gzip
import json
import struct
import sys

import torch

BATCH = 64


def weights(path):
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
        body = file.read()
    return {name: torch.frombuffer(bytearray(body[slice(*entry["data_offsets"])]), dtype=torch.float32).reshape(entry["shape"])
            for name, entry in header.items() if name != "__metadata__"}


class Classifier:
    def __init__(self, folder):
        self.w = weights(f"{folder}/model.safetensors")
        description = json.load(open(f"{folder}/cistron.json"))
        self.k, self.stride = description["tokenizer"]["k"], description["tokenizer"]["stride"]
        self.labels = description["task"]["outputs"]
        self.layers = []
        for i in range(description["backbone"]["layers"]):
            names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
            values = [self.w[f"awd_lstm.rnns.{i}.{name}"] for name in names]
            layer = torch.nn.LSTM(values[0].shape[1], values[1].shape[1], batch_first=True)
            with torch.no_grad():
                for name, value in zip(names, values):
                    getattr(layer, name).copy_(value)
            self.layers.append(layer)

    def tokens(self, bases):
        """[CLS], then DNABERT's ids: five special tokens, k-mers in the order A, T, C, G."""
        ids = [2]
        for start in range(0, len(bases) - self.k + 1, self.stride):
            digits = ["ATCG".find(base) for base in bases[start:start + self.k]]
            ids.append(1 if -1 in digits else 5 + sum(digit * 4 ** (self.k - 1 - i) for i, digit in enumerate(digits)))
        return ids

    def hidden(self, ids):
        x = torch.nn.functional.embedding(ids, self.w["awd_lstm.encoder.weight"])
        for layer in self.layers:
            x, _ = layer(x)
        return x

    def head(self, pooled):
        for place in (0, 4):
            norm, linear = f"classifier.layers.{place}", f"classifier.layers.{place + 2}"
            pooled = (pooled - self.w[f"{norm}.running_mean"]) / torch.sqrt(self.w[f"{norm}.running_var"] + 1e-5)
            pooled = pooled * self.w[f"{norm}.weight"] + self.w[f"{norm}.bias"]
            pooled = torch.nn.functional.linear(pooled, self.w[f"{linear}.weight"], self.w[f"{linear}.bias"])
            if place == 0:
                pooled = torch.relu(pooled)
        return torch.softmax(pooled, -1)

    def right(self, rows):
        answers = []
        for row in rows:
            h = self.hidden(torch.tensor([row]))
            answers.append(self.head(torch.cat([h[:, -1], h.amax(1), h.mean(1)], -1)))
        return torch.cat(answers)

    def padded(self, rows, order):
        answers = torch.empty(len(rows), len(self.labels))
        for start in range(0, len(order), BATCH):
            chosen = order[start:start + BATCH]
            width = max(len(rows[i]) for i in chosen)
            h = self.hidden(torch.tensor([[0] * (width - len(rows[i])) + rows[i] for i in chosen]))
            answers[chosen] = self.head(torch.cat([h[:, -1], h.amax(1), h.mean(1)], -1))
        return answers


def main(folder, table):
    model = Classifier(folder)
    opened = gzip.open(table, "rt") if table.endswith(".gz") else open(table)
    samples = list(csv.DictReader(opened))
    rows = [model.tokens(sample["sequence"]) for sample in samples]
    truth = torch.tensor([model.labels.index(sample["label"]) for sample in samples])
    with torch.no_grad():
        right = model.right(rows)
        as_read = model.padded(rows, list(range(len(rows))))
        by_length = model.padded(rows, sorted(range(len(rows)), key=lambda i: len(rows[i])))
    print(f"{len(rows)} rows of {min(map(len, rows))} to {max(map(len, rows))} tokens, {len(model.labels)} classes, batches of {BATCH}")
    print("| padding | accuracy | answers unlike the right ones | largest change of a probability |")
    print("|---|---:|---:|---:|")
    for name, answers in (("kept out", right), ("read and pooled, batches as read", as_read),
                          ("read and pooled, batches of like length", by_length)):
        print(f"| {name} | {(answers.argmax(1) == truth).float().mean():.3f} | {(answers.argmax(1) != right.argmax(1)).sum()} "
              f"| {(answers - right).abs().max():.3f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
