// SPDX-License-Identifier: Apache-2.0
//
// What variants answer in ONNX Runtime for JavaScript: as ort_answers.py.
//
// node ort_answers.mjs PACKAGE FOLDER...
//
// PACKAGE is onnxruntime-node or onnxruntime-web, found from the folder where it is run.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [name, ...folders] = process.argv.slice(2);
let runtime;
try {
  const found = createRequire(path.join(process.cwd(), 'here.js')).resolve(name);
  const loaded = await import(pathToFileURL(found));
  runtime = loaded.default?.InferenceSession ? loaded.default : loaded;
} catch (e) {
  console.log(JSON.stringify({failed: `${name}: ${e.message.split('\n')[0]}`}));
  process.exit(3);
}
if (name === 'onnxruntime-web') {
  runtime.env.wasm.numThreads = 1; // more need pages that are isolated
}

const types = {
  FLOAT32: ['float32', Float32Array],
  FLOAT64: ['float64', Float64Array],
  FLOAT16: ['float16', globalThis.Float16Array ?? Uint16Array],
  INT8: ['int8', Int8Array],
  UINT8: ['uint8', Uint8Array],
  INT16: ['int16', Int16Array],
  UINT16: ['uint16', Uint16Array],
  INT32: ['int32', Int32Array],
  INT64: ['int64', BigInt64Array],
  BOOL: ['bool', Uint8Array],
};

function tensor(value) {
  const [type, array] = types[value.type];
  const bytes = Buffer.from(value.values, 'base64');
  return new runtime.Tensor(type, new array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), value.shape);
}

function relative(expected, found) {
  let difference = 0;
  let size = 0;
  for (const output of expected) {
    const data = found[output.name].data;
    if (data.length !== output.values.length) {
      throw new Error(`${output.name} has ${data.length} values, not ${output.values.length}`);
    }
    output.values.forEach((value, i) => {
      difference += (value - Number(data[i])) ** 2;
      size += value ** 2;
    });
  }
  return size ? Math.sqrt(difference / size) : Math.sqrt(difference);
}

for (const folder of folders) {
  try {
    const known = JSON.parse(fs.readFileSync(path.join(folder, 'known-answer.json')));
    const session = await runtime.InferenceSession.create(new Uint8Array(fs.readFileSync(path.join(folder, 'model.onnx'))));
    const inputs = Object.fromEntries(known.inputs.map(value => [value.name, tensor(value)]));
    console.log(JSON.stringify({folder, error: relative(known.outputs, await session.run(inputs))}));
  } catch (e) {
    console.log(JSON.stringify({folder, failed: String(e.message).split('\n')[0].slice(0, 200)}));
  }
}
