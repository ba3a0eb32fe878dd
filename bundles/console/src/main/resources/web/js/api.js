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

async function request(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
    });
  } catch (cause) {
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

/** Asks; hears of each part of the text; returns the whole answer. */
export async function ask(question, hear) {
  const response = await request('POST', 'ask', question, { Accept: 'text/event-stream' });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Refusal(0, 'broken-off', '');
    const events = (rest + value).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (!name) continue;
      const message = JSON.parse(data);
      if (name === 'part') hear(message.text);
      if (name === 'answer') return message;
      if (name === 'error') throw new Refusal(500, message.error.code, message.error.message);
    }
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
