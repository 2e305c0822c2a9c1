"""Byte pairs by SentencePiece, with the settings of lncRNA-BERT.

bpe.py learn TEXT VOCABULARY MODEL     learns a vocabulary of a text with one sequence a line and writes the model
bpe.py encode TEXT MODEL               encodes the sequences, one after the other on one thread
"""
import io
import json
import sys
import time

import sentencepiece


def learn(text, vocabulary, path):
    start = time.perf_counter()
    model = io.BytesIO()
    with open(text) as lines:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=(line.rstrip("\n") for line in lines), model_writer=model, model_type="bpe", vocab_size=int(vocabulary),
            character_coverage=1.0, add_dummy_prefix=False, normalization_rule_name="identity", max_sentence_length=1 << 30,
            control_symbols=["MASK"], bos_id=1, eos_id=2, pad_id=3, unk_id=4, minloglevel=2)
    with open(path, "wb") as file:
        file.write(model.getvalue())
    return time.perf_counter() - start, []


def encode(text, path):
    with open(text) as file:
        sequences = file.read().splitlines()
    processor = sentencepiece.SentencePieceProcessor(model_file=path)
    start = time.perf_counter()
    ids = processor.encode(sequences, num_threads=1)
    seconds = time.perf_counter() - start
    return seconds, [sum(map(len, ids)), sum((place + 1) * token % 65521 for tokens in ids for place, token in enumerate(tokens))]


if __name__ == "__main__":
    seconds, answers = {"learn": learn, "encode": encode}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"seconds": seconds, "answers": answers}))
