// SPDX-License-Identifier: Apache-2.0
import { get } from './api.js';
import { changePlugin } from './change.js';
import { every, h, replace } from './dom.js';
import { moment, problem, t, word } from './i18n.js';

export function historyPage() {
  const jobs = h('div', {}, h('p', { class: 'muted' }, t('loading')));
  const requests = h('div', {});
  const generations = h('div', {});

  const refresh = () => Promise.all([
    show(jobs, 'jobs', found => found.jobs.map(jobRow), t('history.jobs.none')),
    show(requests, 'traces?limit=20', found => found.traces.map(traceRow), t('history.requests.none')),
    show(generations, 'generations', found => found.generations.map(generation => generationRow(generation, refresh)), t('history.generations.none')),
  ]);
  refresh();
  every(3000, jobs, refresh);
  return [
    h('h1', { tabindex: '-1' }, t('history.title')),
    h('section', {}, h('h2', {}, t('history.jobs')), jobs),
    h('section', {}, h('h2', {}, t('history.requests')), requests),
    h('section', {}, h('h2', {}, t('history.generations')), generations),
  ];
}

async function show(element, path, rows, none) {
  try {
    const items = rows(await get(path));
    const open = new Set([...element.querySelectorAll('details[open]')].map(details => details.dataset.id));
    items.forEach(item => item.querySelectorAll('details').forEach(details => { details.open = open.has(details.dataset.id); }));
    replace(element, items.length ? h('ul', { class: 'events' }, items) : h('p', { class: 'muted' }, none));
  } catch (refusal) {
    replace(element, h('p', { class: 'error' }, problem(refusal)));
  }
}

function jobRow(job) {
  const state = { done: 'good', failed: 'bad' }[job.state] ?? 'busy';
  return h('li', {},
    h('time', { datetime: job.started }, moment(job.started)),
    h('div', {},
      h('p', {}, job.title, h('span', { class: 'state ' + state }, word('job.', job.state))),
      h('p', { class: job.problem ? 'error small' : 'muted small' }, job.problem?.message ?? (job.result || job.steps.at(-1) || ''))));
}

function traceRow(trace) {
  const outcome = trace.outcome.toLowerCase();
  return h('li', {},
    h('time', { datetime: trace.at }, moment(trace.at)),
    h('div', {},
      h('p', {}, trace.request || '–', h('span', { class: 'state ' + (outcome === 'answered' ? 'good' : 'dim') }, word('outcome.', outcome))),
      h('details', { 'data-id': 'trace-' + trace.id }, h('summary', {}, t('chat.trace')), stepTable(trace.steps))));
}

function generationRow(generation, refresh) {
  return h('li', {},
    h('time', { datetime: generation.created }, moment(generation.created)),
    h('div', {},
      h('p', {}, '#' + generation.number + ' ', generation.reason, generation.current
        ? h('span', { class: 'state good' }, t('history.current'))
        : h('button', {
          type: 'button', class: 'quiet', 'aria-label': t('history.rollback.of', generation.number),
          onclick: () => changePlugin('rollback', String(generation.number), '#' + generation.number).then(refresh),
        }, t('history.rollback'))),
      h('details', { 'data-id': 'generation-' + generation.number },
        h('summary', {}, t(generation.plugins.length === 1 ? 'history.plugins.one' : 'history.plugins', generation.plugins.length)),
        h('ul', { class: 'small plain' }, generation.plugins.map(plugin => h('li', {}, h('code', {}, plugin)))))));
}

export function stepTable(steps) {
  return h('table', { class: 'trace' }, h('tbody', {}, steps.map(step => h('tr', {},
    h('th', { scope: 'row' }, step.name), h('td', { class: 'number' }, (step.micros / 1000).toFixed(2) + ' ms'), h('td', {}, step.detail)))));
}
