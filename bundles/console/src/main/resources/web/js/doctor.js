// SPDX-License-Identifier: Apache-2.0
// What is wrong on this host and what to do about it: what ./tenon doctor learns from the host.
import { get } from './api.js';
import { every, h, replace } from './dom.js';
import { problem, t, word } from './i18n.js';

const PERIOD_MS = 5_000;
const SIGNS = { ok: 'good', degraded: 'busy' };

let count;

/** How many problems there are, for the link to the page: as of the last page opened or change tried. */
export function problemCount() {
  count = h('span', { class: 'count', hidden: true, 'aria-hidden': 'true' });
  return count;
}

/** Counts anew. Nobody's page asks by itself for long: asking keeps a session open. */
export async function countProblems() {
  try {
    const { findings } = await get('status');
    count.hidden = !findings;
    count.textContent = findings;
    if (findings) count.parentElement.setAttribute('aria-label', t(findings === 1 ? 'doctor.count.one' : 'doctor.count', findings));
    else count.parentElement.removeAttribute('aria-label');
  } catch (refusal) {
    count.hidden = true; // the pages say that the host does not answer
  }
}

export function doctorPage() {
  const findings = h('div', { 'aria-live': 'polite' }, h('p', { class: 'muted' }, t('loading')));
  const checks = h('div', {}, h('p', { class: 'muted' }, t('loading')));

  const refresh = () => Promise.all([
    show(findings, async () => (await get('findings')).findings.map(findingRow), h('p', { class: 'all-well' }, t('doctor.none'))),
    show(checks, async () => (await get('health')).checks.map(checkRow), h('p', { class: 'muted' }, t('doctor.checks.none'))),
    countProblems(),
  ]);
  refresh();
  every(PERIOD_MS, findings, refresh);
  return [
    h('h1', { tabindex: '-1' }, t('doctor.title')),
    h('p', { class: 'muted' }, t('doctor.lead')),
    h('section', {}, h('h2', {}, t('doctor.findings')), findings),
    h('section', {}, h('h2', {}, t('doctor.checks')), checks),
  ];
}

async function show(element, rows, none) {
  try {
    const items = await rows();
    replace(element, items.length ? h('ul', { class: 'rows' }, items) : none);
  } catch (refusal) {
    replace(element, h('p', { class: 'error' }, problem(refusal)));
  }
}

function findingRow({ subject, severity, plugin, message, remedy }) {
  return h('li', { 'data-finding': subject },
    h('div', { class: 'about' },
      h('h3', {}, word('doctor.subject.', subject), plugin && h('span', { class: 'version' }, h('code', {}, plugin)), state(severity)),
      h('p', {}, message),
      h('p', { class: 'muted small' }, remedy)));
}

function checkRow({ plugin, name, status, message }) {
  return h('li', { 'data-check': name },
    h('div', { class: 'about' },
      h('h3', {}, name, h('span', { class: 'version' }, h('code', {}, plugin)), state(status)),
      h('p', { class: 'muted small' }, message)));
}

/** A word of another version looks like a failure: better a false alarm than none. */
function state(severity) {
  return h('span', { class: 'state ' + (SIGNS[severity] ?? 'bad') }, word('doctor.state.', severity));
}
