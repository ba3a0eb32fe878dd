# SPDX-License-Identifier: Apache-2.0
"""What variants answer in ONNX Runtime for Python, and whether the checker of ONNX lets them through.

python3 ort_answers.py FOLDER...

Each folder holds model.onnx and known-answer.json. Prints one JSON object a folder: "folder", "checked" and "error" (of the
outputs, relative to their size), or "failed". Exit status 3: a package is missing, "failed" says which.
"""
import base64
import json
import os
import sys

try:
    import numpy
    import onnx
    import onnxruntime
except ImportError as e:
    print(json.dumps({"failed": str(e)}), flush=True)
    sys.exit(3)

TYPES = {
    "FLOAT32": numpy.float32,
    "FLOAT64": numpy.float64,
    "FLOAT16": numpy.float16,
    "INT8": numpy.int8,
    "UINT8": numpy.uint8,
    "INT16": numpy.int16,
    "UINT16": numpy.uint16,
    "INT32": numpy.int32,
    "INT64": numpy.int64,
    "BOOL": numpy.bool_,
}


def relative(expected, found):
    difference = size = 0.0
    for output in expected:
        value = numpy.asarray(output["values"], dtype=numpy.float64)
        other = numpy.ravel(numpy.asarray(found[output["name"]])).astype(numpy.float64)
        if value.shape != other.shape:
            raise ValueError(f"{output['name']} has {other.size} values, not {value.size}")
        difference += float(numpy.sum((value - other) ** 2))
        size += float(numpy.sum(value**2))
    return (difference / size) ** 0.5 if size else difference**0.5


def answer(folder):
    model = os.path.join(folder, "model.onnx")
    with open(os.path.join(folder, "known-answer.json"), encoding="utf-8") as file:
        known = json.load(file)
    try:
        onnx.checker.check_model(model, full_check=True)
        checked = True
    except onnx.checker.ValidationError as e:
        print(f"{folder}: {e}", file=sys.stderr)
        checked = False
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    inputs = {
        value["name"]: numpy.frombuffer(base64.b64decode(value["values"]), TYPES[value["type"]]).reshape(value["shape"])
        for value in known["inputs"]
    }
    names = [output["name"] for output in known["outputs"]]
    return {"checked": checked, "error": relative(known["outputs"], dict(zip(names, session.run(names, inputs))))}


for each in sys.argv[1:]:
    try:
        print(json.dumps({"folder": each, **answer(each)}), flush=True)
    except Exception as e:  # whatever a runtime throws, the next variant is asked
        print(json.dumps({"folder": each, "failed": str(e).splitlines()[0][:200]}), flush=True)
