"""Turns a FASTA file into one NumPy array of bytes, as people do before they train: no letter is checked."""
import json
import sys
import time

import numpy


start = time.perf_counter()
parts, lines = [], []
with open(sys.argv[1], "rb") as file:
    for line in file:
        if line.startswith(b">"):
            parts.append(numpy.frombuffer(b"".join(lines).upper(), dtype=numpy.uint8))
            lines = []
        else:
            lines.append(line.strip())
parts.append(numpy.frombuffer(b"".join(lines).upper(), dtype=numpy.uint8))
genome = numpy.concatenate(parts)
numpy.save(sys.argv[2], genome)
print(len(genome))
print(json.dumps({"seconds": time.perf_counter() - start}))
