"""A BERT in plain PyTorch, normalized before its sublayers, that computes what Cistron's does from the same weights."""
import math

import torch
from torch import nn
from torch.nn import functional as F

CONTEXT = 768
HEAD_DIMENSIONS = 64
KERNEL_BASES = 9
EPSILON = 1e-12


class SelfAttention(nn.Module):
    """(B, T, D) -> (B, T, D); `hidden` is true for keys (B, 1, 1, T) that are padding."""

    def __init__(self, dimensions, dropout):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(dimensions, dimensions) for _ in range(3))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, hidden):
        rows, width, dimensions = x.shape
        query, key, value = (layer(x).view(rows, width, -1, HEAD_DIMENSIONS).transpose(1, 2)
                             for layer in (self.query, self.key, self.value))
        # Of LibTorch 2; in bf16, or with dropout, it is the slower way on a CPU.
        if hasattr(F, "scaled_dot_product_attention") and not self.training and query.dtype == torch.float32:
            states = F.scaled_dot_product_attention(query, key, value, None if hidden is None else ~hidden)
            return states.transpose(1, 2).reshape(rows, width, dimensions)
        # The same as dividing the scores, which are many more.
        scores = (query / math.sqrt(HEAD_DIMENSIONS)) @ key.transpose(-2, -1)
        if hidden is not None:
            scores = scores.masked_fill(hidden, -1e9)
        return (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(rows, width, dimensions)


class Output(nn.Module):
    def __init__(self, inputs, dimensions, dropout):
        super().__init__()
        self.dense = nn.Linear(inputs, dimensions)
        self.LayerNorm = nn.LayerNorm(dimensions, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.dense(x))


class Layer(nn.Module):
    def __init__(self, dimensions, dropout):
        super().__init__()
        self.attention = nn.ModuleDict({"self": SelfAttention(dimensions, dropout),
                                        "output": Output(dimensions, dimensions, dropout)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(dimensions, 4 * dimensions)})
        self.output = Output(4 * dimensions, dimensions, dropout)

    def forward(self, x, hidden):
        attention = self.attention
        x = x + attention["output"](attention["self"](attention["output"].LayerNorm(x), hidden))
        return x + self.output(F.relu(self.intermediate["dense"](self.output.LayerNorm(x))))


class Kernels(nn.Module):
    """Letters (B, 1 + N k), the first of which is [CLS] -> (B, 1 + N, D)."""

    def __init__(self, letters, dimensions):
        super().__init__()
        self.letters = nn.Parameter(torch.zeros(letters, 4), requires_grad=False)
        self.cls = nn.Parameter(torch.zeros(dimensions))
        self.kernels = nn.Linear(4 * KERNEL_BASES, dimensions)

    def forward(self, ids):
        shares = F.embedding(ids[:, 1:], self.letters)
        x = F.relu(self.kernels(shares.reshape(len(ids), -1, 4 * KERNEL_BASES)))
        return torch.cat([self.cls.expand(len(ids), 1, -1), x.float()], 1)


class Embeddings(nn.Module):
    def __init__(self, weights, dimensions, dropout):
        super().__init__()
        if "bert.embeddings.kernel_embeddings.cls" in weights:
            self.kernel_embeddings = Kernels(len(weights["bert.embeddings.kernel_embeddings.letters"]), dimensions)
        else:
            self.word_embeddings = nn.Embedding(len(weights["bert.embeddings.word_embeddings.weight"]), dimensions)
        self.position_embeddings = nn.Embedding(len(weights["bert.embeddings.position_embeddings.weight"]), dimensions)
        self.token_type_embeddings = nn.Embedding(2, dimensions)
        self.LayerNorm = nn.LayerNorm(dimensions, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids):
        x = self.kernel_embeddings(ids) if hasattr(self, "kernel_embeddings") else self.word_embeddings(ids)
        x = x + self.position_embeddings.weight[:x.shape[1]] + self.token_type_embeddings.weight[0]
        return self.dropout(self.LayerNorm(x))


class Bert(nn.Module):
    """Tokens (B, T) and how many states of each row are real -> hidden states (B, S, D)."""

    def __init__(self, weights, dropout):
        super().__init__()
        dimensions = len(weights["bert.embeddings.LayerNorm.weight"])
        layers = sum(name.endswith("intermediate.dense.bias") for name in weights)
        self.embeddings = Embeddings(weights, dimensions, dropout)
        self.encoder = nn.ModuleDict({
            "layer": nn.ModuleList(Layer(dimensions, dropout) for _ in range(layers)),
            "emb_layer_norm_after": nn.LayerNorm(dimensions, eps=EPSILON)})

    def forward(self, ids, lengths):
        x = self.embeddings(ids)
        hidden = None
        if min(lengths) < x.shape[1]:
            hidden = (torch.arange(x.shape[1]) >= torch.tensor(lengths).unsqueeze(1))[:, None, None]
        for layer in self.encoder["layer"]:
            x = layer(x, hidden)
        return self.encoder["emb_layer_norm_after"](x)


class TokenHead(nn.Module):
    """Hidden states (..., D) -> logits (..., V), by the vectors of tokens."""

    def __init__(self, vectors):
        super().__init__()
        tokens, dimensions = vectors.shape
        self.transform = nn.ModuleDict({"dense": nn.Linear(dimensions, dimensions),
                                        "LayerNorm": nn.LayerNorm(dimensions, eps=EPSILON)})
        self.bias = nn.Parameter(torch.zeros(tokens))

    def forward(self, x, vectors):
        return F.linear(self.transform["LayerNorm"](F.relu(self.transform["dense"](x)).float()), vectors, self.bias)


class BaseHead(nn.Module):
    """Hidden states (B, 1 + N, D) -> logits of the four bases (B, N k, 4), by a transposed convolution."""

    def __init__(self, dimensions):
        super().__init__()
        self.linear = nn.Linear(dimensions, dimensions)
        self.kernels = nn.Module()
        self.kernels.weight = nn.Parameter(torch.zeros(4 * KERNEL_BASES, dimensions))
        self.kernels.bias = nn.Parameter(torch.zeros(4))

    def forward(self, x):
        return F.linear(self.linear(x[:, 1:]), self.kernels.weight).reshape(len(x), -1, 4) + self.kernels.bias


class LanguageModel(nn.Module):
    def __init__(self, weights, dropout=0.1):
        super().__init__()
        self.bert = Bert(weights, dropout)
        self.reads_kernels = hasattr(self.bert.embeddings, "kernel_embeddings")
        dimensions = len(weights["bert.embeddings.LayerNorm.weight"])
        self.cls = nn.ModuleDict({"predictions": BaseHead(dimensions) if self.reads_kernels
                                  else TokenHead(weights["bert.embeddings.word_embeddings.weight"])})
        self.load_state_dict(weights)

    def forward(self, ids, lengths, chosen=None):
        """Logits at every place (B, T, V), or at those that are true in `chosen` (N, V)."""
        x = self.bert(ids, lengths)
        head = self.cls["predictions"]
        if self.reads_kernels:
            logits = head(x)
            return logits if chosen is None else logits[chosen[:, 1:]]
        return head(x if chosen is None else x[chosen], self.bert.embeddings.word_embeddings.weight)


class Classifier(nn.Module):
    """The mean of real hidden states, dropout, a linear layer."""

    def __init__(self, weights, dropout=0.1):
        super().__init__()
        self.bert = Bert(weights, dropout)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(*reversed(weights["classifier.weight"].shape))
        self.load_state_dict(weights)

    def forward(self, ids, lengths):
        x = self.bert(ids, lengths).float()
        mask = (torch.arange(x.shape[1]) < torch.tensor(lengths).unsqueeze(1)).unsqueeze(-1)
        return self.classifier(self.dropout((x * mask).sum(1) / mask.sum(1)))
