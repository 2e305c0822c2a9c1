"""Writes the folder dnabert/ beside this file: two small BERTs of 3-mers as Hugging Face's software lays them out, and
what plain PyTorch computes of them.

Run with Debian's python3-torch (1.13):  /usr/bin/python3 dnabert.py
The tests need the files only. Everything is drawn from a fixed seed on one thread.

language/    a BertForMaskedLM as the software of DNABERT's time saved it: a pickle, gamma and beta, a pooler nobody uses
classifier/  a BertForSequenceClassification as later software saves it: safetensors, three named classes
expected.safetensors, sequences.fa   hidden states and logits of four sequences, each read alone and unpadded
The modules are written from the papers, and named as the weights are.
"""
import collections
import itertools
import json
import math
import pathlib

import torch
from torch import nn

from bert import write_safetensors

HERE = pathlib.Path(__file__).with_name("dnabert")
K, DIMENSIONS, HEADS, INNER, LAYERS, CONTEXT = 3, 16, 4, 24, 2, 40
CLASSES = ["promoter", "enhancer", "neither"]
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + ["".join(kmer) for kmer in itertools.product("ATCG", repeat=K)]
SEQUENCES = ["ACGTTGCATTAGC", "TTTTAAACGNCCGATTAGGACCATGCATGA", "GGCAT", "CATNATG"]


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.self = nn.ModuleDict({name: nn.Linear(DIMENSIONS, DIMENSIONS) for name in ["query", "key", "value"]})
        self.output = Output(DIMENSIONS)

    def forward(self, x):
        query, key, value = (self.self[name](x).reshape(len(x), HEADS, -1) for name in ["query", "key", "value"])
        scores = torch.einsum("ihd,jhd->hij", query, key) / math.sqrt(DIMENSIONS // HEADS)
        mixed = torch.einsum("hij,jhd->ihd", scores.softmax(-1), value)
        return self.output(mixed.reshape(len(x), DIMENSIONS), x)


class Output(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.dense, self.LayerNorm = nn.Linear(inputs, DIMENSIONS), nn.LayerNorm(DIMENSIONS, eps=1e-12)

    def forward(self, x, residual):
        return self.LayerNorm(residual + self.dense(x))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = Attention()
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(DIMENSIONS, INNER)})
        self.output = Output(INNER)

    def forward(self, x):
        x = self.attention(x)
        inner = self.intermediate["dense"](x)
        return self.output(inner * 0.5 * (1 + torch.erf(inner / math.sqrt(2))), x)


class Embeddings(nn.Module):
    def __init__(self):
        super().__init__()
        self.word_embeddings = nn.Embedding(len(VOCABULARY), DIMENSIONS)
        self.position_embeddings = nn.Embedding(CONTEXT, DIMENSIONS)
        self.token_type_embeddings = nn.Embedding(2, DIMENSIONS)
        self.LayerNorm = nn.LayerNorm(DIMENSIONS, eps=1e-12)
        self.register_buffer("position_ids", torch.arange(CONTEXT)[None])

    def forward(self, ids):
        positions, types = self.position_ids[0, :len(ids)], torch.zeros_like(ids)
        return self.LayerNorm(self.word_embeddings(ids) + self.position_embeddings(positions) + self.token_type_embeddings(types))


class Bert(nn.Module):
    def __init__(self):
        super().__init__()
        self.embeddings = Embeddings()
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer() for _ in range(LAYERS))})
        self.pooler = nn.ModuleDict({"dense": nn.Linear(DIMENSIONS, DIMENSIONS)})

    def forward(self, ids):
        x = self.embeddings(ids)
        for layer in self.encoder["layer"]:
            x = layer(x)
        return x


class Predictions(nn.Module):
    def __init__(self, embeddings):
        super().__init__()
        self.transform = nn.ModuleDict({"dense": nn.Linear(DIMENSIONS, DIMENSIONS), "LayerNorm": nn.LayerNorm(DIMENSIONS, eps=1e-12)})
        self.decoder = nn.Linear(DIMENSIONS, len(VOCABULARY))
        self.decoder.weight = embeddings.weight
        self.bias = self.decoder.bias

    def forward(self, hidden):
        return self.decoder(self.transform["LayerNorm"](nn.functional.gelu(self.transform["dense"](hidden))))


class MaskedLanguageModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.bert = Bert()
        self.cls = nn.ModuleDict({"predictions": Predictions(self.bert.embeddings.word_embeddings)})


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.bert = Bert()
        self.classifier = nn.Linear(DIMENSIONS, len(CLASSES))

    def forward(self, hidden):
        return self.classifier(torch.tanh(self.bert.pooler["dense"](hidden[0])))


def drawn(model):
    """Wide weights, so that every one of them changes the results."""
    for name, parameter in model.named_parameters():
        with torch.no_grad():
            parameter.normal_(float(name.endswith("LayerNorm.weight")), 0.3)
    return model


def tokens(sequence):
    kmers = [sequence[i:i + K] for i in range(len(sequence) - K + 1)]
    return torch.tensor([VOCABULARY.index(kmer) if kmer in VOCABULARY else 1 for kmer in ["[CLS]", *kmers, "[SEP]"]])


def write_folder(name, config):
    folder = HERE / name
    folder.mkdir(parents=True, exist_ok=True)
    shape = {"attention_probs_dropout_prob": 0.1, "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "hidden_size": DIMENSIONS,
             "initializer_range": 0.02, "intermediate_size": INNER, "max_position_embeddings": CONTEXT,
             "num_attention_heads": HEADS, "num_hidden_layers": LAYERS, "type_vocab_size": 2, "vocab_size": len(VOCABULARY)}
    (folder / "config.json").write_text(json.dumps({**config, **shape}, indent=2) + "\n")
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY))
    return folder


def main():
    torch.set_num_threads(1)
    torch.manual_seed(3)
    language, classifier = drawn(MaskedLanguageModel()), drawn(Classifier())

    old = collections.OrderedDict((name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"), w)
                                  for name, w in language.state_dict().items())
    torch.save(old, write_folder("language", {"architectures": ["BertForMaskedLM"]}) / "pytorch_model.bin",
               _use_new_zipfile_serialization=False)
    labels = {"id2label": dict(enumerate(CLASSES)), "label2id": {name: i for i, name in enumerate(CLASSES)}}
    write_safetensors(write_folder("classifier", {"architectures": ["BertForSequenceClassification"], "model_type": "bert", **labels})
                      / "model.safetensors", classifier.state_dict())

    expected = {}
    for i, ids in enumerate(map(tokens, SEQUENCES)):
        hidden = expected[f"language/hidden/{i}"] = language.bert(ids)
        expected[f"language/logits/{i}"] = language.cls["predictions"](hidden)
        expected[f"classifier/logits/{i}"] = classifier(classifier.bert(ids))
    write_safetensors(HERE / "expected.safetensors", expected)
    (HERE / "sequences.fa").write_text("".join(f">{i}\n{sequence}\n" for i, sequence in enumerate(SEQUENCES)))


if __name__ == "__main__":
    main()
