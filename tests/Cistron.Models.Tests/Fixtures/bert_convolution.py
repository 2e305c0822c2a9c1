"""Writes bert_convolution.safetensors: what BERT encoders on convolutions, in plain PyTorch, compute of letters.

Run with Debian's python3-torch (1.13), in any folder:  /usr/bin/python3 bert_convolution.py
The tests need the file only. Everything is drawn from a fixed seed on one thread.

Letters are columns of shares of the four bases under PyTorch's own conv1d and conv_transpose1d. Their weights are stored in
the layout of a matrix product, for each place of a kernel its channels; the encoder is that of bert.py.
"""
import math
import pathlib

import torch
import torch.nn.functional as F

from bert import DIMENSIONS, POOLINGS, Bert, draw_weights, gradients, write_safetensors

# "?" is a masked base. No length is a multiple of any kernel's width; the last row is shorter than a kernel.
ROWS = ["ACGTTRGC?AYNNACGBGT?CCATKGAVTTWACGSHDMACG", "TT?ACGGATTACANGC?CATGGACT", "G?"]
BASES = "ACGT"
SETS = {"A": "A", "C": "C", "G": "G", "T": "T", "R": "AG", "Y": "CT", "S": "CG", "W": "AT", "K": "GT", "M": "AC", "B": "CGT",
        "D": "AGT", "H": "ACT", "V": "ACG", "N": "ACGT", "?": "ACGT"}
LENGTH = max(map(len, ROWS))

# bases of a kernel, kernels, hidden kernels, ReLU and linear layer of the input, linear layer and ReLU of the output
CASES = {"plain": (6, DIMENSIONS, None, True, False, True, False), "wide": (3, 40, None, False, True, True, True),
         "hidden": (6, DIMENSIONS, 10, True, True, True, False), "bare": (4, DIMENSIONS, None, True, False, False, False)}
IN, OUT = "bert.embeddings.kernel_embeddings", "cls.predictions"
MASKED = [(row, place) for row, letters in enumerate(ROWS) for place, letter in enumerate(letters) if letter == "?"]


def draw(name, *shape):
    return {name: (torch.randn(*shape) / math.sqrt(shape[1] if len(shape) > 1 else 10)).requires_grad_()}


def draw_convolution(case):
    bases, kernels, hidden, _, input_linear, output_linear, _ = CASES[case]
    channels, width = (hidden, bases // 3) if hidden else (4, bases)
    weights = {**draw(f"{IN}.cls", DIMENSIONS), **draw(f"{IN}.kernels.weight", kernels, channels, width), **draw(f"{IN}.kernels.bias", kernels),
               **draw(f"{OUT}.kernels.weight", kernels, channels, width), **draw(f"{OUT}.kernels.bias", channels)}
    if hidden:
        weights.update({**draw(f"{IN}.hidden_kernels.weight", hidden, 4, 3), **draw(f"{IN}.hidden_kernels.bias", hidden),
                        **draw(f"{OUT}.hidden_kernels.weight", hidden, 4, 3), **draw(f"{OUT}.hidden_kernels.bias", 4)})
    if input_linear:
        weights.update({**draw(f"{IN}.linear.weight", DIMENSIONS, kernels), **draw(f"{IN}.linear.bias", DIMENSIONS)})
    if output_linear:
        weights.update({**draw(f"{OUT}.linear.weight", kernels, DIMENSIONS), **draw(f"{OUT}.linear.bias", kernels)})
    return weights


def as_product(name, weight):
    """A convolution's weight in the layout of a matrix product; anything else as it is."""
    if weight.dim() < 3:
        return weight
    if name.startswith(IN):
        return weight.transpose(1, 2).reshape(len(weight), -1)          # (kernels, channels, width)
    return weight.permute(2, 1, 0).reshape(-1, len(weight))             # (inputs, channels, width)


class ConvolutionalBert(Bert):
    def __init__(self, weights, case):
        super().__init__(weights, "learned", "post", "gelu")
        self.case = CASES[case]

    def convolve(self, name, x):
        weight = self.weights[f"{name}.weight"]
        return F.conv1d(x, weight, self.weights[f"{name}.bias"], stride=weight.shape[2])

    def back(self, name, x):
        weight = self.weights[f"{name}.weight"]
        return F.conv_transpose1d(x, weight, self.weights[f"{name}.bias"], stride=weight.shape[2])

    def embed(self, columns):
        bases, _, hidden, relu, input_linear, _, _ = self.case
        x = F.pad(columns, [0, -LENGTH % bases])
        x = self.convolve(f"{IN}.kernels", self.convolve(f"{IN}.hidden_kernels", x) if hidden else x)
        x = (x.relu() if relu else x).transpose(1, 2)
        if input_linear:
            x = self.dense(f"{IN}.linear", x)
        x = torch.cat([self.weights[f"{IN}.cls"].expand(len(x), 1, -1), x], 1)
        tables = {name: self.weights[f"bert.embeddings.{name}_embeddings.weight"] for name in ["position", "token_type"]}
        return self.norm("bert.embeddings.LayerNorm", x + tables["position"][:x.shape[1]] + tables["token_type"][0])

    def base_logits(self, states):
        _, _, hidden, _, _, output_linear, output_relu = self.case
        x = states[:, 1:]
        if output_linear:
            x = self.dense(f"{OUT}.linear", x)
        x = (x.relu() if output_relu else x).transpose(1, 2)
        x = self.back(f"{OUT}.kernels", x)
        if hidden:
            x = self.back(f"{OUT}.hidden_kernels", x)
        return x[..., :LENGTH].transpose(1, 2)


def column(letter):
    return torch.tensor([float(base in SETS[letter]) / len(SETS[letter]) for base in BASES])


def main():
    torch.set_num_threads(1)
    torch.manual_seed(11)
    shared = {name: w.requires_grad_() for name, w in draw_weights().items() if name.startswith("bert.") and "word" not in name}
    codes = torch.zeros(len(ROWS), LENGTH, dtype=torch.int64)
    columns = torch.zeros(len(ROWS), 4, LENGTH)
    for row, letters in enumerate(ROWS):
        for place, letter in enumerate(letters):
            codes[row, place] = ord(letter)
            columns[row, :, place] = column(letter)
    labels = torch.randint(4, (len(MASKED),))
    file = {"letters": codes, "labels": labels, **{f"weights/{name}": w for name, w in shared.items()}}
    for case, (bases, *_) in CASES.items():
        own = draw_convolution(case)
        file.update({f"{case}/weights/{name}": as_product(name, w) for name, w in own.items()})
        bert = ConvolutionalBert({**shared, **own}, case)
        lengths = [1 + math.ceil(len(letters) / bases) for letters in ROWS]
        padding = torch.arange(max(lengths)) >= torch.tensor(lengths)[:, None]
        hidden = bert.encode(columns, padding)
        file[f"{case}/hidden"] = hidden.masked_fill(padding[..., None], 0)
        states = [row[:length] for row, length in zip(hidden, lengths)]
        pools = {"mean": lambda row: row.mean(0), "cls": lambda row: row[0], "max": lambda row: row.max(0).values}
        file.update({f"{case}/{pooling}": torch.stack([pools[pooling](row) for row in states]) for pooling in POOLINGS})
        logits = bert.base_logits(hidden)
        file[f"{case}/logits"] = logits[[row for row, _ in MASKED], [place for _, place in MASKED]]
        found = gradients(case, F.cross_entropy(file[f"{case}/logits"], labels), own, list(own))
        file.update({name: as_product(name.split("/")[-1], gradient) for name, gradient in found.items()})
    write_safetensors(pathlib.Path(__file__).with_name("bert_convolution.safetensors"), file)


if __name__ == "__main__":
    main()
