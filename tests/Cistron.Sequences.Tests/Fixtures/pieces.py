"""Writes bases.bpe and bases.tsv beside this file: a model of byte pairs that SentencePiece trained on the splice junctions of
samples/data, with the settings of lncRNA-BERT but for the normalization, whose table would be most of the file; and the ids
that it gives to other junctions and to drawn sequences with runs and unknown letters.

Run with Debian's python3-sentencepiece (0.1.97):  /usr/bin/python3 pieces.py
The tests need the files only. Everything is drawn from a fixed seed. Of the pieces CAAAA is one that no two pieces make if
each pair of pieces is merged in one way: training made it where it had left an AA apart.
"""
import csv
import gzip
import io
import pathlib
import random

import sentencepiece

HERE = pathlib.Path(__file__).parent
SPLICE = HERE / "../../../samples/data/splice"
DRAWS = random.Random(1)


def junctions(part):
    with gzip.open(SPLICE / f"{part}.csv.gz", "rt") as table:
        return [row["sequence"] for row in csv.DictReader(table)]


def drawn(length, letters):
    text = ""
    while len(text) < length:
        text += "".join(DRAWS.choices(letters, k=DRAWS.randint(1, 5))) * DRAWS.randint(1, 6)
    return text[:length]


model = io.BytesIO()
sentencepiece.SentencePieceTrainer.train(
    sentence_iterator=iter(junctions("train")), model_writer=model, model_type="bpe", vocab_size=300, character_coverage=1.0,
    add_dummy_prefix=False, normalization_rule_name="identity", control_symbols=["MASK"], bos_id=1, eos_id=2, pad_id=3, unk_id=4,
    num_threads=1, minloglevel=2)
(HERE / "bases.bpe").write_bytes(model.getvalue())
processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
sequences = junctions("test")[:120] + [drawn(DRAWS.randint(1, 200), "ACGT" if i % 2 else "ACGTNX") for i in range(120)]
with open(HERE / "bases.tsv", "w") as table:
    table.write("sequence\tids\n")
    for text in sequences:
        table.write(text + "\t" + " ".join(map(str, processor.encode(text))) + "\n")
