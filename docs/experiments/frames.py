"""Where a classifier of transcripts fails: how many of each class it gets right, by the length of the longest reading frame.

python3 docs/experiments/frames.py features.tsv RUN/predictions.tsv …

features.tsv is what 'data features frame_ends=complete' says of the test rows; of several runs the mean is given.
"""
import csv
import sys
from collections import defaultdict

BORDERS = [0, 150, 300, 600, 1200, 10**9]


def rows(path):
    with open(path) as file:
        yield from csv.DictReader(file, delimiter="\t")


frame = {row["id"]: float(row["frame_length"]) for row in rows(sys.argv[1])}
right, seen = defaultdict(float), defaultdict(int)
models = []
for path in sys.argv[2:]:
    for row in rows(path):
        # Every column NAME_p_CLASS is one model's probability of a class.
        names = dict.fromkeys(column.rsplit("_p_", 1)[0] for column in row if "_p_" in column)
        bin = next(i for i in range(len(BORDERS) - 1) if frame[row["id"]] < BORDERS[i + 1])
        for name in names:
            answer = max((column for column in row if column.startswith(name + "_p_")), key=lambda column: float(row[column]))
            right[name, row["label"], bin] += answer == f"{name}_p_{row['label']}"
            seen[name, row["label"], bin] += 1
            if name not in models:
                models.append(name)

print("| label | longest frame, bases | transcripts |", " | ".join(f"{name} right" for name in models), "|")
print("|---|---|---:|" + "---:|" * len(models))
for label in sorted({key[1] for key in seen}):
    for bin in range(len(BORDERS) - 1):
        count = seen[models[0], label, bin]
        if count:
            to = f"to {BORDERS[bin + 1]}" if BORDERS[bin + 1] < 10**9 else "and more"
            shares = " | ".join(f"{right[name, label, bin] / seen[name, label, bin]:.2f}" for name in models)
            print(f"| {label} | {BORDERS[bin]} {to} | {count // (len(sys.argv) - 2)} | {shares} |")
