# SPDX-License-Identifier: Apache-2.0
"""Which intents the encoder is never trained on.

The held-out intents are every fourth of the sorted names: 16 of HWU64 (from the first), 37 of CLINC150 (from the
second). Because the two sets share subjects, an intent of one set that means what a held-out intent of the other means
is left out of the training as well.
"""
import json
import re
import unicodedata
from pathlib import Path

NEARLY_HELD_OUT = {
    "clinc": {
        "alarm", "calendar", "reminder", "yes", "todo_list", "todo_list_update", "shopping_list",
        "shopping_list_update", "play_music", "next_song", "update_playlist", "what_song", "definition", "uber",
        "repeat",
    },
    "hwu": {
        "alarm_set", "alarm_remove", "audio_volume_up", "audio_volume_down", "calendar_query", "calendar_remove",
        "datetime_query", "datetime_convert", "general_repeat", "general_confirm", "iot_cleaning", "iot_coffee",
        "iot_hue_lightdim", "iot_hue_lightoff", "iot_hue_lighton", "iot_wemo_on", "iot_wemo_off",
        "lists_createoradd", "lists_remove", "music_likeness", "music_query", "play_audiobook", "play_podcasts",
        "play_radio", "social_post", "transport_query",
    },
}


def clean(text):
    """Removes HWU64's slot annotations ("[date : tomorrow]") and odd white space."""
    text = re.sub(r"\[[^:\]]*:([^\]]*)\]", r"\1", text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().strip('"')


def hwu(data: Path):
    """HWU64: intent -> sorted sentences."""
    intents = {}
    for line in (data / "text-data/hwu64/train.tsv").read_text(encoding="utf-8").splitlines():
        intent, text = line.split("\t", 1)
        intents.setdefault(intent, set()).add(clean(text))
    return {intent: sorted(texts) for intent, texts in intents.items()}


def clinc(data: Path, parts=("train", "val", "test")):
    """CLINC150: intent -> sorted sentences of the named parts."""
    sets = json.loads((data / "text-data/oos-eval/data_full.json").read_text(encoding="utf-8"))
    intents = {}
    for part in parts:
        for text, intent in sets[part]:
            intents.setdefault(intent, set()).add(clean(text))
    return {intent: sorted(texts) for intent, texts in intents.items()}


def held_out(intents, which):
    names = sorted(intents)
    return names[::4] if which == "hwu" else names[1::4][:37]


def training(data: Path):
    """Intents to train on, both sets: list of lists of sentences."""
    groups = []
    for which, intents in (("hwu", hwu(data)), ("clinc", clinc(data, ("train", "val")))):
        left_out = set(held_out(intents, which)) | NEARLY_HELD_OUT[which]
        groups += [intents[name] for name in sorted(intents) if name not in left_out]
    return groups
