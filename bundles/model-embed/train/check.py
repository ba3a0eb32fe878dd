# SPDX-License-Identifier: Apache-2.0
"""Scores an exported encoder on intents it was never trained on, beside character TF-IDF.

    python check.py --data ../../../../shared/data --model ../src/main/resources/models/tenon-embed

`./tenon bench understand` measures the router's whole match; this is the quick look while training.
"""
import argparse
import random
from pathlib import Path

import numpy as np
import onnxruntime
from sklearn.feature_extraction.text import TfidfVectorizer
from tokenizers import Tokenizer

import split

SHOTS, QUESTIONS, DRAWS = 5, 100, 5


def encoder(folder: Path):
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.enable_padding(pad_id=0, pad_token="[PAD]")
    pieces.enable_truncation(128)
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"))

    def embed(texts):
        parts = []
        for start in range(0, len(texts), 256):
            batch = pieces.encode_batch(texts[start:start + 256], add_special_tokens=False)
            parts.append(session.run(None, {
                "input_ids": np.array([text.ids for text in batch], dtype=np.int64),
                "attention_mask": np.array([text.attention_mask for text in batch], dtype=np.int64)})[0])
        return np.concatenate(parts)

    return embed


def accuracy(intents, names, score):
    """Nearest of five examples of each intent, as the best and the mean of them, over five draws."""
    reached = {"best": [], "best and mean": []}
    for draw in range(DRAWS):
        rng = random.Random(draw)
        examples, questions, meant = [], [], []
        for number, name in enumerate(names):
            texts = list(intents[name])
            rng.shuffle(texts)
            examples += texts[:SHOTS]
            questions += texts[SHOTS:SHOTS + QUESTIONS]
            meant += [number] * len(texts[SHOTS:SHOTS + QUESTIONS])
        likeness = score(questions, examples).reshape(len(questions), len(names), SHOTS)
        for how, value in (("best", likeness.max(2)), ("best and mean", likeness.max(2) + likeness.mean(2))):
            reached[how].append(np.mean(value.argmax(1) == np.array(meant)))
    return {how: round(float(np.mean(values)), 4) for how, values in reached.items()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--model", type=Path, required=True)
    given = arguments.parse_args()
    embed = encoder(given.model)
    words = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    words.fit([text for intent in split.training(given.data) for text in intent])
    scores = {
        "character TF-IDF": lambda q, e: (words.transform(q) @ words.transform(e).T).toarray(),
        "encoder": lambda q, e: embed(q) @ embed(e).T,
    }
    scores["both"] = lambda q, e: scores["character TF-IDF"](q, e) + scores["encoder"](q, e)
    for which, intents in (("hwu", split.hwu(given.data)), ("clinc", split.clinc(given.data))):
        for name, score in scores.items():
            print(which, name, accuracy(intents, split.held_out(intents, which), score))


if __name__ == "__main__":
    main()
