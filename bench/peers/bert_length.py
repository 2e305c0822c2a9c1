"""The time of a step of masked language modelling on rows of one length: bert_length.py MODEL_FOLDER BATCH written|best-fp32|best-bf16 STEPS

BATCH: masked `ids` and `targets` (B, T), whose loss is compared, and whose tokens are masked anew in each step
"""
import json
import sys

import torch

from awd_lstm import read
from bert import LanguageModel
from bert_pretrain import compared_loss, loss_of
from training import autocast, mean_seconds, optimizer
from transcripts import Kmers, mask


def main():
    folder, path, form, steps = sys.argv[1:]
    loss = compared_loss(folder, path, form, Kmers)
    batch = read(path)
    tokens = torch.where(batch["targets"] >= 0, batch["targets"], batch["ids"])
    model = LanguageModel(read(f"{folder}/model.safetensors"))

    def step(ids):
        masked, chosen = mask(ids, Kmers)
        with autocast(form):
            return loss_of(model, masked, [ids.shape[1]] * len(ids), ids.masked_fill(~chosen, -1), at_all=form == "written")

    seconds = mean_seconds(model, optimizer(model, form), step, [tokens] * int(steps), form)
    print(json.dumps({"seconds": seconds, "answers": [loss]}))


if __name__ == "__main__":
    main()
