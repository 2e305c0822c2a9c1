"""Counts dev and test rows that stand in train, on either strand."""
import csv
import json
import sys
import time

COMPLEMENT = str.maketrans("ACGT", "TGCA")


def sequences(part):
    with open(f"{sys.argv[1]}/{part}.csv") as file:
        return [row["sequence"] for row in csv.DictReader(file)]


start = time.perf_counter()
train = set(sequences("train"))
train |= {bases.translate(COMPLEMENT)[::-1] for bases in train}
print([sum(bases in train for bases in sequences(part)) for part in ("dev", "test")])
print(json.dumps({"seconds": time.perf_counter() - start}))
