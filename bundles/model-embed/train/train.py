# SPDX-License-Identifier: Apache-2.0
"""Trains the sentence encoder from scratch and writes model.onnx, tokenizer.json and descriptor.json.

    python train.py --data ../../../../shared/data --out ../src/main/resources/models/tenon-embed

See README.md for the data, the method and its sources.
"""
import argparse
import collections
import hashlib
import json
import math
import random
import re
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

import split

HERE = Path(__file__).parent
DIMENSIONS = 256
VOCABULARY = 8_000
PAIRS = 16_384
# (first * PAIR_A + second * PAIR_B) mod PAIRS is the row of a pair of neighbouring tokens
PAIR_A, PAIR_B = 8_191, 127
LONGEST = 128
TEMPERATURE = 0.15
# how much of the running average of the weights a step keeps
AVERAGED = 0.98


def lexicon():
    """Concepts: (English phrases, Chinese phrases)."""
    concepts = []
    for file in sorted(HERE.glob("lexicon-*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            english, chinese = line.split(" | ")
            concepts.append((
                [phrase.strip() for phrase in english.split(",") if phrase.strip()],
                [phrase.strip() for phrase in chinese.split("、") if phrase.strip()],
            ))
    return concepts


def paraphrases():
    """Groups of sentences that ask the same: (English, Chinese)."""
    groups = []
    for file in sorted(HERE.glob("paraphrases-*.txt")):
        for group in file.read_text(encoding="utf-8").split("\n\n"):
            sides = {"en": [], "zh": []}
            for line in group.strip().splitlines():
                sides[line[:2]].append(line[4:].strip())
            groups.append((sides["en"], sides["zh"]))
    return groups


def tokenizer(corpus):
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.train_from_iterator(corpus, trainers.WordPieceTrainer(
        vocab_size=VOCABULARY, special_tokens=["[PAD]", "[UNK]"], min_frequency=2, show_progress=False))
    return made


class Encoder(torch.nn.Module):
    """A weighted sum of the vectors of tokens and of pairs of neighbouring tokens, brought to unit length."""

    def __init__(self, vocabulary):
        super().__init__()
        self.token = torch.nn.Embedding(vocabulary, DIMENSIONS)
        self.pair = torch.nn.Embedding(PAIRS, DIMENSIONS)
        self.token_weight = torch.nn.Embedding(vocabulary, 1)
        self.pair_weight = torch.nn.Embedding(PAIRS, 1)
        for table in (self.token, self.pair):
            torch.nn.init.normal_(table.weight, std=DIMENSIONS ** -0.5)

    def weigh(self, encoded):
        """Starts the weights from inverse document frequencies (Arora et al. 2017 weigh words by frequency, too)."""
        tokens = collections.Counter(token for ids in encoded for token in set(ids))
        pairs = collections.Counter(
            pair for ids in encoded
            for pair in {(a * PAIR_A + b * PAIR_B) % PAIRS for a, b in zip(ids, ids[1:])})

        def log_idf(counts, rows, share):
            return torch.tensor([
                [math.log(share * (math.log((len(encoded) + 1) / (counts.get(row, 0) + 1)) + 0.3))]
                for row in range(rows)])

        with torch.no_grad():
            self.token_weight.weight.copy_(log_idf(tokens, self.token.num_embeddings, 1))
            self.pair_weight.weight.copy_(log_idf(pairs, PAIRS, 0.5))

    def forward(self, ids):
        mask = (ids > 0).float()
        if self.training:
            mask = mask * (torch.rand_like(mask) > 0.1)
        total = (self.token(ids) * torch.exp(self.token_weight(ids)) * mask[..., None]).sum(1)
        rows = (ids[:, :-1] * PAIR_A + ids[:, 1:] * PAIR_B) % PAIRS
        both = mask[:, :-1] * mask[:, 1:]
        total = total + (self.pair(rows) * torch.exp(self.pair_weight(rows)) * both[..., None]).sum(1)
        return F.normalize(total, dim=1)


def padded(batch):
    longest = max(2, max(map(len, batch)))
    return torch.tensor([ids + [0] * (longest - len(ids)) for ids in batch])


def contrast(encoder, batch, groups):
    """Supervised contrastive loss (Khosla et al. 2020, eq. 2)."""
    z = encoder(padded(batch))
    likeness = z @ z.T / TEMPERATURE
    likeness.fill_diagonal_(-1e9)
    group = torch.tensor(groups)
    same = (group[:, None] == group[None]) & ~torch.eye(len(groups), dtype=torch.bool)
    log_share = likeness - likeness.logsumexp(1, keepdim=True)
    return -(log_share * same).sum(1).div(same.sum(1).clamp(min=1)).mean()


class Substitution:
    """Puts other words of the same concept, sometimes Chinese ones, in place of words of a sentence."""

    def __init__(self, concepts, rng):
        self.concepts, self.rng = concepts, rng
        self.phrases = collections.defaultdict(list)
        for concept, (english, _) in enumerate(concepts):
            for phrase in english:
                self.phrases[phrase].append(concept)

    def __call__(self, sentence, share, into_chinese):
        words = re.findall(r"[a-z']+|[^\sa-z']+", sentence.lower())
        out, at = [], 0
        while at < len(words):
            for length in (4, 3, 2, 1):
                phrase = " ".join(words[at:at + length])
                if at + length <= len(words) and phrase in self.phrases and self.rng.random() < share:
                    english, chinese = self.concepts[self.rng.choice(self.phrases[phrase])]
                    out.append(self.rng.choice(chinese if into_chinese and chinese else english))
                    at += length
                    break
            else:
                out.append(words[at])
                at += 1
        return " ".join(out)


def train(data, steps, seed):
    torch.manual_seed(seed)
    rng = random.Random(seed)
    intents, concepts, groups = split.training(data), lexicon(), paraphrases()
    corpus = [text for intent in intents for text in intent]
    corpus += [phrase for english, chinese in concepts for phrase in english + chinese] * 2
    corpus += [text for english, chinese in groups for text in english + chinese]
    pieces = tokenizer(corpus)

    def ids(text):
        return pieces.encode(text, add_special_tokens=False).ids[:LONGEST] or [1]

    encoder = Encoder(pieces.get_vocab_size())
    encoder.weigh([ids(text) for text in corpus])
    substitute = Substitution(concepts, rng)
    optimizer = torch.optim.Adam(encoder.parameters(), lr=2e-3)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 20) * max(0.05, 1 - step / steps))

    def of_intents():
        for number, intent in enumerate(rng.sample(intents, 40)):
            for text in (rng.sample(intent, 6) if len(intent) >= 6 else rng.choices(intent, k=6)):
                yield number, substitute(text, 0.5, rng.random() < 0.2) if rng.random() < 0.3 else text

    def of_sides(sides, count, english, chinese):
        for number, (en, zh) in enumerate(rng.sample(sides, count)):
            for text in rng.sample(en, min(english, len(en))) + rng.sample(zh, min(chinese, len(zh))):
                yield number, text

    average = None
    for step in range(steps):
        loss = 0
        for drawn in (of_intents(), of_sides(groups, 40, 3, 2), of_sides(concepts, 300, 2, 1)):
            numbers, texts = zip(*drawn)
            loss = loss + contrast(encoder, [ids(text) for text in texts], list(numbers))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step > steps // 4:
            average = averaged(average, encoder)
        if step % 50 == 0 or step == steps - 1:
            print(f"step {step} loss {loss.item():.3f}", flush=True)
    encoder.load_state_dict(average)
    return encoder.eval(), pieces


@torch.no_grad()
def averaged(average, encoder):
    """The running average of the weights: steadier than those of the last step (Polyak and Juditsky 1992)."""
    if average is None:
        return {name: weight.clone() for name, weight in encoder.state_dict().items()}
    for name, weight in encoder.state_dict().items():
        average[name].mul_(AVERAGED).add_(weight, alpha=1 - AVERAGED)
    return average


def export(encoder, path):
    """Writes the graph by hand: 8-bit rows with a factor each (their scale times their learned weight)."""
    weights = []

    def constant(name, array):
        weights.append(numpy_helper.from_array(array, name))
        return name

    def table(name, vectors, weight):
        values = vectors.weight.detach().numpy()
        scale = np.maximum(np.abs(values).max(1), 1e-8) / 127
        constant(name, np.round(values / scale[:, None]).astype(np.int8))
        constant(name + "_factor", (scale * np.exp(weight.weight.detach().numpy()[:, 0])).astype(np.float32))

    table("tokens", encoder.token, encoder.token_weight)
    table("pairs", encoder.pair, encoder.pair_weight)
    for name, value in (("zero", [0]), ("one", [1]), ("minus_one", [-1]), ("end", [2**31 - 1]), ("axis", [1]), ("last", [2])):
        constant(name, np.array(value, dtype=np.int64))
    for name, value in (("a", PAIR_A), ("b", PAIR_B), ("rows", PAIRS)):
        constant(name, np.array(value, dtype=np.int64))
    constant("least", np.array(1e-12, dtype=np.float32))

    nodes = []

    def node(operator, inputs, output, **attributes):
        nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def weighted(name, rows, mask):
        node("Gather", [name, rows], name + "_q")
        node("Cast", [name + "_q"], name + "_f", to=TensorProto.FLOAT)
        node("Gather", [name + "_factor", rows], name + "_w")
        node("Mul", [name + "_w", mask], name + "_m")
        node("Unsqueeze", [name + "_m", "last"], name + "_u")
        node("Mul", [name + "_f", name + "_u"], name + "_v")
        return node("ReduceSum", [name + "_v", "axis"], name + "_sum", keepdims=0)

    node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    tokens = weighted("tokens", "input_ids", "mask")
    for source, short in (("input_ids", "i"), ("mask", "m")):
        node("Slice", [source, "zero", "minus_one", "axis"], short + "_first")
        node("Slice", [source, "one", "end", "axis"], short + "_second")
    node("Mul", ["i_first", "a"], "first_part")
    node("Mul", ["i_second", "b"], "second_part")
    node("Add", ["first_part", "second_part"], "hash")
    node("Mod", ["hash", "rows"], "pair_rows")
    node("Mul", ["m_first", "m_second"], "pair_mask")
    pairs = weighted("pairs", "pair_rows", "pair_mask")
    node("Add", [tokens, pairs], "total")
    node("ReduceL2", ["total", "axis"], "length", keepdims=1)
    node("Max", ["length", "least"], "divisor")
    node("Div", ["total", "divisor"], "sentence_embedding")
    graph = helper.make_graph(
        nodes, "tenon-embed",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
         for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", DIMENSIONS])],
        weights)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="tenon")
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, required=True, help="folder with text-data/")
    arguments.add_argument("--out", type=Path, required=True, help="folder of the model")
    arguments.add_argument("--steps", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    torch.set_num_threads(2)
    encoder, pieces = train(given.data, given.steps, given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    export(encoder, given.out / "model.onnx")
    pieces.save(str(given.out / "tokenizer.json"), pretty=False)
    describe(given.out)


def describe(out):
    """Brings the files' digests and sizes in descriptor.json up to date."""
    file = out / "descriptor.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    for entry in described["files"]:
        content = (out / entry["name"]).read_bytes()
        entry["sha256"], entry["bytes"] = hashlib.sha256(content).hexdigest(), len(content)
        print(f"{entry['name']}: {entry['bytes']} bytes, {entry['sha256']}")
    described["text"]["maxTokens"] = LONGEST
    file.write_text(json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
