"""Ids of k-mers in DNABERT's order: kmers.py loop|numpy FASTA BASES WINDOW K STRIDE

loop   a dictionary, as people write it
numpy  whole arrays: codes of bases, joined to 2-mers, 4-mers and so on
"""
import itertools
import json
import sys
import time

import numpy

from fasta import records

FIRST, UNKNOWN = 5, 1


class Dictionary:
    def __init__(self, k, stride):
        self.k, self.stride = k, stride
        self.ids = {"".join(kmer): FIRST + i for i, kmer in enumerate(itertools.product("ATCG", repeat=k))}

    @staticmethod
    def prepare(window):
        return window

    def encode(self, bases):
        ids, k = self.ids, self.k
        return [ids.get(bases[i:i + k], UNKNOWN) for i in range(0, len(bases) - k + 1, self.stride)]


class Arrays:
    def __init__(self, k, stride):
        self.k, self.stride = k, stride
        self.codes = numpy.full(256, 4, numpy.uint8)
        self.codes[list(b"ATCG")] = range(4)

    @staticmethod
    def prepare(window):
        return numpy.frombuffer(window.encode(), numpy.uint8)

    def encode(self, bases):
        codes = self.codes.take(bases)
        count = (len(bases) - self.k) // self.stride + 1
        strange = numpy.flatnonzero(codes > 3)
        ids = self.join(codes, self.k)[::self.stride].astype(numpy.int32)
        ids += FIRST
        for place in range(self.k) if len(strange) else ():
            starts = strange - place
            starts = starts[(starts >= 0) & (starts % self.stride == 0)] // self.stride
            ids[starts[starts < count]] = UNKNOWN
        return ids

    def join(self, codes, k):
        parts, joined, width = {1: codes}, None, 0
        while width < k:
            step = max(size for size in (4, 2, 1) if size <= k - width)
            part = self.part(parts, step)[width:len(codes) - k + width + 1]
            # Bytes hold 4-mers, and are the fastest.
            joined = part.astype(numpy.uint8 if k <= 4 else numpy.int32) if joined is None else (joined << 2 * step) | part
            width += step
        return joined

    def part(self, parts, size):
        if size not in parts:
            half = self.part(parts, size // 2)
            parts[size] = (half[:-(size // 2)] << size) | half[size // 2:]
        return parts[size]


if __name__ == "__main__":
    form, path, (size, window, k, stride) = sys.argv[1], sys.argv[2], map(int, sys.argv[3:])
    encoder = {"loop": Dictionary, "numpy": Arrays}[form](k, stride)
    (_, genome), = records(path)
    windows = [encoder.prepare(genome[start:start + window].upper()) for start in range(0, len(genome), window)]
    seconds, tokens, total = 0, 0, 0
    for encoded in range(0, size, len(genome)):
        for bases in windows:
            start = time.perf_counter()
            ids = encoder.encode(bases)
            seconds += time.perf_counter() - start
            tokens += len(ids)
            if encoded == 0:
                places = numpy.arange(1, len(ids) + 1, dtype=numpy.int64)
                total += int((places * numpy.asarray(ids) % 65521).sum())
    print(json.dumps({"seconds": seconds, "answers": [tokens, total]}))
