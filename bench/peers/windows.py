"""Random windows from a mapped NumPy array of bytes, or by seeking in a FASTA file with lines of 60."""
import json
import os
import random
import sys
import time

import numpy


how, path, bases, windows = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
random.seed(1)
start = time.perf_counter()
total = 0
if how == "map":
    genome = numpy.load(path, mmap_mode="r")
    for _ in range(windows):
        place = random.randrange(len(genome) - bases)
        total += len(genome[place:place + bases].tobytes())
else:
    # Headers are so rare that a window across one is no matter here.
    size = os.path.getsize(path)
    with open(path, "rb", buffering=0) as file:
        for _ in range(windows):
            file.seek(random.randrange(size - 2 * bases))
            total += len(file.read(bases + bases // 60 + 1).replace(b"\n", b"").upper())
print(total)
print(json.dumps({"seconds": time.perf_counter() - start}))
