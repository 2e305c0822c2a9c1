"""Transcripts to rows of token ids, and rows to batches, as people write it."""
import itertools

import torch

from bert import CONTEXT, KERNEL_BASES

PADDING, UNKNOWN, CLASSIFICATION, SEPARATOR, MASK, FIRST = range(6)
ROWS = 8
# In the order of vocab.txt.
KMERS = {"".join(bases): FIRST + i for i, bases in enumerate(itertools.product("ATCG", repeat=3))}
LETTERS = {base: FIRST + i for i, base in enumerate("ACGT")}


class Kmers:
    """3-mers side by side between [CLS] and [SEP]."""

    tokens = len(KMERS)
    context = CONTEXT

    @staticmethod
    def encode(bases):
        end = min(len(bases) // 3, CONTEXT - 2) * 3
        return [CLASSIFICATION, *(KMERS.get(bases[i:i + 3], UNKNOWN) for i in range(0, end, 3)), SEPARATOR]

    @staticmethod
    def states(length):
        return length

    @staticmethod
    def width(length):
        return length


class Letters:
    """Single letters after [CLS], as many as fill the kernels."""

    tokens = len(LETTERS)
    context = 1 + (CONTEXT - 1) * KERNEL_BASES

    @staticmethod
    def encode(bases):
        return [CLASSIFICATION, *(LETTERS.get(base, UNKNOWN) for base in bases[:(CONTEXT - 1) * KERNEL_BASES])]

    @staticmethod
    def states(length):
        return 1 + (length + KERNEL_BASES - 2) // KERNEL_BASES

    @staticmethod
    def width(length):
        return 1 + (Letters.states(length) - 1) * KERNEL_BASES


def pad(rows, encoding, to_context):
    """Ids (B, T), and how many states of each row are real."""
    width = encoding.context if to_context else encoding.width(max(map(len, rows)))
    ids = torch.tensor([row + [PADDING] * (width - len(row)) for row in rows])
    return ids, [encoding.states(len(row)) for row in rows]


def mask(ids, encoding):
    """Ids with 15 % of the tokens masked, exchanged or kept, and which these are."""
    chosen = (torch.rand(ids.shape) < 0.15) & (ids >= FIRST)
    draw = torch.rand(ids.shape)
    masked = ids.masked_fill(chosen & (draw < 0.8), MASK)
    exchanged = chosen & (draw >= 0.8) & (draw < 0.9)
    return torch.where(exchanged, torch.randint(FIRST, FIRST + encoding.tokens, ids.shape), masked), chosen


def batches(rows, size):
    return [rows[i:i + size] for i in range(0, len(rows), size)]
