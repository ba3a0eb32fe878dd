# SPDX-License-Identifier: Apache-2.0
"""Trains small tokenizers of each kind and writes what they make of odd sentences.

Needs the Python package tokenizers 0.23 (Apache-2.0). Run it in this folder: python make_fixtures.py
With a path of another tokenizer.json it writes only what that one makes of them: python make_fixtures.py NAME PATH
"""
import json
import sys

from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

CORPUS = [
    "The quick brown fox jumps over the lazy dog.",
    "What time is it in Tokyo? It's a quarter past ten, isn't it?",
    "How many miles are 42.195 kilometres, and how many feet?",
    "Please remind me tomorrow at 7:30 to call my mother.",
    "我们明天早上七点半去东京,现在几点了?",
    "42.195公里是多少英里?请告诉我答案。",
    "Der schnelle braune Fuchs springt über den faulen Hund; Größe und Maß.",
    "L'été dernier, nous étions à Orléans; où êtes-vous né?",
    "Быстрая лиса прыгает через ленивую собаку.",
    "مرحبا بالعالم كيف حالك اليوم",
    "unbelievable unhappiness international internationalization tokenization",
    "x = foo(bar[0], 'baz') + 3.14159e-10; // comment",
]

SENTENCES = [
    "", " ", "   ", "\n", "\t\r\n", "a", "A", "?", "!!!", "Hello", "hello world", "  hello   world  ",
    "The quick brown fox jumps over the lazy dog.", "WHAT TIME IS IT IN TOKYO?", "it's isn't we'll I'd they're",
    "don't 'tis", "1234567890", "3.14159e-10", "Ⅳ ½ ² ٣ 五", "a1b2c3", "foo_bar-baz", "C++ & C#", "$5.00 100% #1 @you",
    "我们明天去东京", "现在东京几点?", "42.195公里是多少英里", "全角ABC123!", "𠀀𪚥 rare", "豈更",
    "日本語のテキスト", "カタカナ", "안녕하세요 세계", "مرحبا بالعالم", "بِسْمِ ٱللَّهِ", "שָׁלוֹם", "हिन्दी में", "ภาษาไทย",
    "Привет, мир!", "Ёлка й", "über Größe ẞ", "naïve café", "cafe\u0301 nai\u0308ve", "e\u0301\u0323\u0316x",
    "İstanbul ısı", "ΣΊΣΥΦΟΣ", "ﬁne ﬂow ㍿ ™ ①", "😀", "😀😀😀", "👨‍👩‍👧‍👦 family", "🇨🇳🇯🇵", "👍🏽 ok", "a😀b", "🥺",
    "zero\u200bwidth\u200djoin\ufeff", "nul\u0000x", "bell\u0007 esc\u001b del\u007f", "soft\u00adhyphen", "no\u00a0break\u3000wide\u2003em",
    "line\u2028sep\u0085next\u000bvt", "\ufffdrepl", "\ue000private\U000f0000", "\u0378unassigned",
    "[MASK] and [mask]", "x[SEP]y [CLS]", "<s>hi</s> <unk>", "foo <mask> bar", "<mask>", "a<extra>b <extra> c", "EXTRA extra xextra extra.",
    "▁under▁score", "## #a ##ing", "<0x41> <0xE2>", "Ġhello Ċ", "unbelievable internationalizationally",
    "a" * 99, "a" * 100, "a" * 101, "ab " * 40, "x  y   z    \n\n  end", "tab\there", " lead", "trail ", "\u0301start", "“quotes” ‘single’ — dash…",
    "www.example.org/path?q=1&r=2", "ǅ ǆ Ǆ ŉ", "\u1100\u1161\u11a8", "Å Å A\u030a", "x²y½z①Ⅷ ⓐb\u200dc",
]


def bert(cased):
    t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=not cased)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    t.train_from_iterator(CORPUS, trainers.WordPieceTrainer(vocab_size=400, special_tokens=special, show_progress=False))
    if cased:
        t.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    else:
        t.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
        t.enable_padding(pad_id=0, pad_token="[PAD]")
    return t


def unigram(scheme, byte_fallback):
    t = Tokenizer(models.Unigram())
    t.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")] + (
        [] if byte_fallback else [normalizers.Strip(left=True, right=True), normalizers.Lowercase()]))
    t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=scheme)
    special = ["<s>", "<pad>", "</s>", "<unk>"] + ([f"<0x{b:02X}>" for b in range(256)] if byte_fallback else [])
    t.train_from_iterator(CORPUS, trainers.UnigramTrainer(
        vocab_size=900 if byte_fallback else 500, special_tokens=special, unk_token="<unk>", show_progress=False))
    state = json.loads(t.to_str())
    state["model"]["byte_fallback"] = byte_fallback
    if byte_fallback:
        state["added_tokens"] = state["added_tokens"][:4]
    t = Tokenizer.from_str(json.dumps(state))
    t.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    t.add_tokens([AddedToken("<extra>", lstrip=True, rstrip=True, normalized=False), AddedToken("EXTRA", single_word=True)])
    t.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return t


def roberta():
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    t.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=500, special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    t.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    t.post_processor = processors.Sequence([
        processors.ByteLevel(), processors.RobertaProcessing(("</s>", 2), ("<s>", 0))])
    return t


def llama():
    t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    t.train_from_iterator([" ".join(CORPUS[i:i + 2]) for i in range(0, 12, 2)], trainers.BpeTrainer(
        vocab_size=700, special_tokens=["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)], show_progress=False))
    state = json.loads(t.to_str())
    state["added_tokens"] = state["added_tokens"][:3]
    t = Tokenizer.from_str(json.dumps(state))
    t.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return t


def tiktoken():
    t = Tokenizer(models.BPE(ignore_merges=True))
    pattern = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
               r"|\s*[\r\n]+|\s+(?!\S)|\s+")
    t.normalizer = normalizers.NFC()
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(pattern), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    t.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=500, special_tokens=["<|end|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    state = json.loads(t.to_str())
    # A word that no merge leads to: found only because merges are ignored.
    state["model"]["vocab"]["fox"] = len(state["model"]["vocab"])
    state["model"]["vocab"]["hello"] = len(state["model"]["vocab"])
    state["model"]["merges"] = [" ".join(m) for m in state["model"]["merges"]]
    return Tokenizer.from_str(json.dumps(state))


def clip():
    t = Tokenizer(models.BPE(unk_token="[UNK]", end_of_word_suffix="</w>", continuing_subword_prefix="@@"))
    t.normalizer = normalizers.Sequence([
        normalizers.NFD(), normalizers.StripAccents(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    t.pre_tokenizer = pre_tokenizers.Whitespace()
    t.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=450, special_tokens=["[UNK]"], end_of_word_suffix="</w>", continuing_subword_prefix="@@", show_progress=False))
    return t


def words(*steps, normalizer=None, left=False):
    t = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    if normalizer:
        t.normalizer = normalizer
    t.pre_tokenizer = pre_tokenizers.Sequence(list(steps))
    t.train_from_iterator(CORPUS + SENTENCES, trainers.WordLevelTrainer(vocab_size=3000, special_tokens=["[UNK]"], show_progress=False))
    if left:
        t.enable_truncation(8, direction="left")
    return t


P = pre_tokenizers
ALL = {
    "bert-uncased": lambda: bert(False),
    "bert-cased": lambda: bert(True),
    "unigram-always": lambda: unigram("always", False),
    "unigram-first-bytes": lambda: unigram("first", True),
    "unigram-never": lambda: unigram("never", False),
    "bpe-roberta": roberta,
    "bpe-llama": llama,
    "bpe-tiktoken": tiktoken,
    "bpe-suffix": clip,
    "words-digits": lambda: words(P.Whitespace(), P.Digits(individual_digits=True), normalizer=normalizers.Strip()),
    "words-number": lambda: words(P.WhitespaceSplit(), P.Digits(individual_digits=False), P.Punctuation("contiguous")),
    "words-previous": lambda: words(P.Punctuation("merged_with_previous"), normalizer=normalizers.NFKD()),
    "words-next": lambda: words(P.Split(" ", "merged_with_next"), P.Punctuation("merged_with_next")),
    "words-removed": lambda: words(P.Split(Regex(r"[\s\p{P}]+"), "removed")),
    "words-invert": lambda: words(P.Split(Regex(r"\w+|[^\w\s]"), "removed", invert=True), left=True),
}


def outcomes(t):
    limit = 8
    full = [t.encode(s).ids for s in SENTENCES]
    if t.truncation:
        return [{"text": s, "ids": ids} for s, ids in zip(SENTENCES, full)]
    t.no_padding()
    t.enable_truncation(limit)
    return [{"text": s, "ids": ids, "first8": t.encode(s).ids} for s, ids in zip(SENTENCES, full)]


def write(name, cases):
    with open(f"{name}.cases.json", "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")


if len(sys.argv) > 1:
    write(sys.argv[1], outcomes(Tokenizer.from_file(sys.argv[2])))
else:
    for name, make in ALL.items():
        tokenizer = make()
        with open(f"{name}.json", "w", encoding="utf-8") as out:
            state = json.loads(tokenizer.to_str())
            if name == "bpe-roberta":  # as older files write them
                state["model"]["merges"] = [" ".join(m) for m in state["model"]["merges"]]
            json.dump(state, out, ensure_ascii=False, separators=(",", ":"))
        write(name, outcomes(tokenizer))
