# SPDX-License-Identifier: Apache-2.0
"""What ONNX Runtime's own quantizers make of a model.

python3 ort_quantize.py MODEL CALIBRATION.npz w8a8|w4a8 OUT.onnx

Prints one JSON object: "seconds" (preparation and quantization, without the imports), "share" (of the weights that are now
integers) and "remarks", or "failed" and "remarks".
Exit status 3: a package is missing, "failed" says which.
"""
import contextlib
import json
import os
import sys
import tempfile
import time

OPSET = 13  # the first whose QuantizeLinear has an axis, which a scale per channel needs


def answer(status, **what):
    print(json.dumps(what), flush=True)
    sys.exit(status)


try:
    import numpy
    import onnx
    import onnxruntime
    from onnx import version_converter
    from onnxruntime.quantization import (
        CalibrationDataReader,
        CalibrationMethod,
        QuantFormat,
        QuantType,
        quantize_static,
    )
    from onnxruntime.quantization.shape_inference import quant_pre_process

    if sys.argv[3:4] == ["w4a8"]:
        from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
except ImportError as e:
    answer(3, failed="python3 has no " + str(e.name), remarks=[])


def first_line(error):
    lines = str(error).strip().splitlines()
    return (type(error).__name__ + ": " + (lines[0] if lines else ""))[:200]


class Samples(CalibrationDataReader):
    """The items of an .npz file, each as a batch of one where the model has as many dimensions as the array."""

    def __init__(self, model, file):
        session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        arrays = numpy.load(file)
        self.inputs = [(i.name, arrays[i.name], len(i.shape)) for i in session.get_inputs()]
        self.items = min(len(array) for _, array, _ in self.inputs)
        self.rewind()

    def rewind(self):
        self.at = 0

    def get_next(self):
        if self.at == self.items:
            return None
        item = {
            name: array[self.at : self.at + 1] if rank == array.ndim else array[self.at]
            for name, array, rank in self.inputs
        }
        self.at += 1
        return {name: numpy.asarray(value) for name, value in item.items()}


class Clock:
    """Counts what led to the result: attempts that failed are not held against the tools."""

    def __init__(self):
        self.seconds = 0.0

    def run(self, step, *arguments, **options):
        begun = time.perf_counter()
        result = step(*arguments, **options)
        self.seconds += time.perf_counter() - begun
        return result


CLOCK = Clock()


def opset(model):
    return max((o.version for o in model.opset_import if o.domain in ("", "ai.onnx")), default=0)


def converted(file, out, remarks):
    """A model of an opset that has scales per channel; none if the tool cannot make one that loads."""
    model = onnx.load(file)
    if opset(model) >= OPSET:
        return file
    try:
        CLOCK.run(convert, model, out)
        onnxruntime.InferenceSession(out, providers=["CPUExecutionProvider"])
        return out
    except Exception as e:
        remarks.append("opset %d to %d: %s" % (opset(model), OPSET, first_line(e)))
        return None


def convert(model, out):
    onnx.save(version_converter.convert_version(model, OPSET), out)


def preprocessed(file, out, remarks):
    """What the tool's documentation asks for first: shapes inferred, optimized."""
    for skipped in ({}, {"skip_symbolic_shape": True}, {"skip_symbolic_shape": True, "skip_optimization": True}):
        try:
            CLOCK.run(quant_pre_process, file, out, **skipped)
            return out
        except Exception as e:
            remarks.append("quant_pre_process " + (" ".join(skipped) or "whole") + ": " + first_line(e))
    return file


def prepared(file, folder, remarks):
    """Both of these, in the order that works; whether scales per channel can be had."""
    source = converted(file, os.path.join(folder, "converted.onnx"), remarks)
    ready = preprocessed(source or file, os.path.join(folder, "preprocessed.onnx"), remarks)
    if source is None:
        ready_and_new = converted(ready, os.path.join(folder, "later.onnx"), remarks)
        return ready_and_new or ready, ready_and_new is not None
    return ready, True


def eight_bits(file, calibration, out, folder, remarks):
    source, per_channel = prepared(file, folder, remarks)
    if not per_channel:
        remarks.append("per tensor")
    try:
        CLOCK.run(static, source, calibration, out, per_channel)
    except Exception as e:
        if not per_channel:
            raise
        remarks.append("per channel: %s: per tensor" % first_line(e))
        CLOCK.run(static, source, calibration, out, False)


def static(source, calibration, out, per_channel):
    quantize_static(
        source,
        out,
        Samples(source, calibration),
        quant_format=QuantFormat.QDQ,
        per_channel=per_channel,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.MinMax,
    )


def four_bits(file, out):
    model = onnx.load(file)
    quantizer = MatMulNBitsQuantizer(model, bits=4, block_size=32, is_symmetric=False, accuracy_level=4)
    quantizer.process()
    quantizer.model.save_model_to_file(out)


def graphs(graph):
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            for inner in [attribute.g] if attribute.HasField("g") else attribute.graphs:
                yield from graphs(inner)


def share(file):
    """Which share of the weights, numbers with two dimensions or more, are integers."""
    integers = floats = 0
    for graph in graphs(onnx.load(file).graph):
        packed = {node.input[1] for node in graph.node if node.op_type == "MatMulNBits"}
        constants = [a.t for n in graph.node if n.op_type == "Constant" for a in n.attribute if a.HasField("t")]
        for tensor in list(graph.initializer) + constants:
            if len(tensor.dims) < 2 and tensor.name not in packed:
                continue
            count = int(numpy.prod(tensor.dims))
            if tensor.data_type in (onnx.TensorProto.INT8, onnx.TensorProto.UINT8):
                integers += count * (2 if tensor.name in packed else 1)
            elif tensor.data_type in (onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT16):
                floats += count
    return integers / (integers + floats) if integers + floats else 0.0


def main():
    file, calibration, scheme, out = sys.argv[1:5]
    remarks = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            # The tools print to standard output.
            with contextlib.redirect_stdout(sys.stderr):
                if scheme == "w4a8":
                    CLOCK.run(four_bits, file, out)
                else:
                    eight_bits(file, calibration, out, folder, remarks)
        except Exception as e:
            answer(1, failed=first_line(e), remarks=remarks)
    answer(0, seconds=CLOCK.seconds, share=share(out), remarks=remarks)


main()
