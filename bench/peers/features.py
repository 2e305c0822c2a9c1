"""Longest reading frame, Fickett's score, hexamer score and 3-mers of transcripts, by NumPy.

features.py TEXT     measures the transcripts of a text, one a line, and gives the sum of each feature
"""
import json
import sys
import time

import numpy

CODES = numpy.full(256, -1, numpy.int64)
CODES[list(b"ACGT")] = range(4)
START = numpy.zeros(65, bool)
STOP = numpy.zeros(65, bool)
for codon, signal in (("ATG", START), ("TAA", STOP), ("TAG", STOP), ("TGA", STOP)):
    signal[sum(int(CODES[ord(letter)]) << shift for letter, shift in zip(codon, (4, 2, 0)))] = True

POSITION_BOUNDS = numpy.array([1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1])
CONTENT_BOUNDS = numpy.array([.33, .31, .29, .27, .25, .23, .21, .19, .17])
POSITION = numpy.array([
    [.94, .68, .84, .93, .58, .68, .45, .34, .20, .22], [.80, .70, .70, .81, .66, .48, .51, .33, .30, .23],
    [.90, .88, .74, .64, .53, .48, .27, .16, .08, .08], [.97, .97, .91, .68, .69, .44, .54, .20, .09, .09]])
CONTENT = numpy.array([
    [.28, .49, .44, .55, .62, .49, .67, .65, .81, .21], [.82, .64, .51, .64, .59, .59, .43, .44, .39, .31],
    [.40, .54, .47, .64, .64, .73, .41, .41, .33, .29], [.28, .24, .39, .40, .55, .75, .56, .69, .51, .58]])
POSITION_WEIGHTS = numpy.array([.26, .18, .31, .33])
CONTENT_WEIGHTS = numpy.array([.11, .12, .15, .14])
LETTERS = numpy.arange(4)


def codons(letters):
    """The codon at every place as a number below 64; 64 where a letter is ambiguous."""
    first, second, third = letters[:-2], letters[1:-1], letters[2:]
    return numpy.where((first | second | third) < 0, 64, first << 4 | second << 2 | third)


def longest_frame(at, length):
    """Start and end of the longest frame, open at both ends; the first of equally long ones."""
    best = (0, 0)
    for frame in range(3):
        own = at[frame::3]
        stops = numpy.flatnonzero(STOP[own])
        starts = numpy.append(numpy.flatnonzero(START[own]), len(own))
        begins = numpy.concatenate(([0], starts[numpy.searchsorted(starts, stops)]))
        ends = numpy.append(stops + 1, len(own))
        longest = numpy.argmax(ends - begins)
        if 3 * (ends[longest] - begins[longest]) > best[1] - best[0]:
            best = (frame + 3 * int(begins[longest]), frame + 3 * int(ends[longest]))
    return best if best[1] > 0 else (0, length)


def fickett(letters):
    places = numpy.arange(len(letters)) % 3
    known = letters >= 0
    counts = numpy.bincount(3 * letters[known] + places[known], minlength=12).reshape(4, 3)
    total = counts.sum()
    if total == 0:
        return 0.0
    position = counts.max(1) / (counts.min(1) + 1)
    content = counts.sum(1) / total
    by_position = POSITION[LETTERS, (position[:, None] < POSITION_BOUNDS).sum(1)]
    by_content = CONTENT[LETTERS, (content[:, None] < CONTENT_BOUNDS).sum(1)]
    return float((POSITION_WEIGHTS * by_position + CONTENT_WEIGHTS * by_content).sum())


def pairs(at, step):
    first, second = at[:-3:step], at[3::step]
    return (first << 6 | second)[(first < 64) & (second < 64)]


def hexamers(transcripts):
    counts = numpy.ones((2, 4096))
    for row, letters in enumerate(transcripts):
        if row % 2 == 0:
            start, end = longest_frame(codons(letters), len(letters))
            letters = letters[start:end]
        if len(letters) >= 6:
            counts[row % 2] += numpy.bincount(pairs(codons(letters), 3 if row % 2 == 0 else 1), minlength=4096)
    return numpy.log(counts[0] / counts[0].sum()) - numpy.log(counts[1] / counts[1].sum())


def features(letters, ratios):
    at = codons(letters) if len(letters) >= 3 else numpy.zeros(0, numpy.int64)
    start, end = longest_frame(at, len(letters))
    inside = pairs(at[start:max(start, end - 2)], 3) if end - start >= 6 else []
    score = float(ratios[inside].mean()) if len(inside) else 0.0
    shares = numpy.bincount(at, minlength=65)[:64] / max(1, len(letters) - 2)
    return numpy.concatenate(([start, end, fickett(letters[start:end]), score], shares))


def measure(text):
    with open(text, "rb") as file:
        lines = [numpy.frombuffer(line, numpy.uint8) for line in file.read().splitlines()]
    ratios = hexamers([CODES[line] for line in lines])
    start = time.perf_counter()
    total = sum(features(CODES[line], ratios) for line in lines)
    return time.perf_counter() - start, total.tolist()


if __name__ == "__main__":
    seconds, answers = measure(sys.argv[1])
    print(json.dumps({"seconds": seconds, "answers": answers}))
