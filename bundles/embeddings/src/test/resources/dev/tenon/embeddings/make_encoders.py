# SPDX-License-Identifier: Apache-2.0
"""Writes tiny encoders over the vocabulary of tokenizer.json. Needs the Python packages onnx 1.23 and numpy.

tokens.onnx: input_ids, attention_mask, token_type_ids -> last_hidden_state [batch, sequence, 4], row i of a fixed table
for token i; the mask is not used, so that pooling must use it. sentence.onnx: input_ids, attention_mask ->
sentence_embedding [batch, 4], of the length 1. Run it in this folder: python make_encoders.py
"""
import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "green", "blue", "not"]
rows = [[9, 9, 9, 9], [0, 0, 0, 1], [0, 0, 0, 2], [0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [-1, -1, -1, 0]]


def tokenizer():
    special = {f"[{n}]": {"id": f"[{n}]", "ids": [i], "tokens": [f"[{n}]"]} for n, i in (("CLS", 2), ("SEP", 3))}
    single = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
              {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]
    return {"version": "1.0", "added_tokens": [], "normalizer": {"type": "BertNormalizer"},
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": {"type": "TemplateProcessing", "single": single, "pair": [], "special_tokens": special},
            "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {w: i for i, w in enumerate(words)}}}


def save(name, inputs, output, nodes):
    ids = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "sequence"]) for n in inputs]
    table = numpy_helper.from_array(np.array(rows, np.float32), "table")
    one = numpy_helper.from_array(np.array([1], np.int64), "one")
    two = numpy_helper.from_array(np.array([2], np.int64), "two")
    used = [t for t in (table, one, two) if any(t.name in n.input for n in nodes)]
    graph = helper.make_graph(nodes, name, ids, [output], used)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, name + ".onnx")


gather = helper.make_node("Gather", ["table", "input_ids"], ["all"])
types = [helper.make_node("Cast", ["token_type_ids"], ["types"], to=TensorProto.FLOAT),
         helper.make_node("Unsqueeze", ["types", "two"], ["wide"]),
         helper.make_node("Add", ["all", "wide"], ["last_hidden_state"])]
save("tokens", ["input_ids", "attention_mask", "token_type_ids"],
     helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "sequence", 4]), [gather] + types)
masked = [helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
          helper.make_node("Unsqueeze", ["mask", "two"], ["wide"]),
          helper.make_node("Mul", ["all", "wide"], ["kept"]),
          helper.make_node("ReduceSum", ["kept", "one"], ["sum"], keepdims=0),
          helper.make_node("LpNormalization", ["sum"], ["sentence_embedding"], axis=1, p=2)]
save("sentence", ["input_ids", "attention_mask"],
     helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", 4]), [gather] + masked)
json.dump(tokenizer(), open("tokenizer.json", "w"), indent=1)
