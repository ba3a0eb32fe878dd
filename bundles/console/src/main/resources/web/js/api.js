// SPDX-License-Identifier: Apache-2.0
// Speaks /admin/v1. The session's cookie goes along by itself; this code never sees it.

const BASE = '/admin/v1/';

export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

let whenSignedOut = () => {};
export function onSignedOut(work) { whenSignedOut = work; }

let whenReachable = () => {};
export function onReachable(work) { whenReachable = work; }

async function request(method, path, body, headers = {}, signal = undefined) {
  let response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    whenReachable(false);
    throw new Refusal(0, 'unreachable', '');
  }
  whenReachable(true);
  if (!response.ok) {
    const refusal = await read(response);
    if (refusal.status === 401 && path !== 'session') whenSignedOut();
    throw refusal;
  }
  return response;
}

async function read(response) {
  try {
    const { error } = await response.json();
    return new Refusal(response.status, error.code, error.message);
  } catch (cause) {
    return new Refusal(response.status, 'unknown', '');
  }
}

export async function get(path) { return (await request('GET', path)).json(); }
export async function post(path, body) { return (await request('POST', path, body)).json(); }
export async function remove(path) { return (await request('DELETE', path, undefined)).json(); }

/** Reads server-sent events as they come. */
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (name) yield { name, message: JSON.parse(data) };
    }
  }
}

/** Asks; hears of each part of the text; returns the whole answer. */
export async function ask(question, hear) {
  const response = await request('POST', 'ask', question, { Accept: 'text/event-stream' });
  for await (const { name, message } of events(response)) {
    if (name === 'part') hear(message.text);
    if (name === 'answer') return message;
    if (name === 'error') throw new Refusal(500, message.error.code, message.error.message);
  }
  throw new Refusal(0, 'broken-off', '');
}

/** Hears of each notice after one, until the host ends the stream or the signal does. */
export async function followNotices(last, signal, hear) {
  const response = await request('GET', 'notices?after=' + last, undefined, { Accept: 'text/event-stream' }, signal);
  for await (const { name, message } of events(response)) {
    if (name === 'notice') hear(message);
  }
}

/** Follows a job to its end, hearing of each change. */
export async function follow(job, hear) {
  let now = job;
  for (;;) {
    hear(now);
    if (now.state === 'done' || now.state === 'failed') return now;
    await new Promise(wake => setTimeout(wake, 250));
    try {
      now = await get('jobs/' + encodeURIComponent(job.id));
    } catch (refusal) {
      if (refusal.code !== 'unreachable') throw refusal;
    }
  }
}
