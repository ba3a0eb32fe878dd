// SPDX-License-Identifier: Apache-2.0
import { h, announce } from './dom.js';
import { bytes, t, word } from './i18n.js';

/** Shows a job as it stands; update() shows it as it stands now. */
export function jobView() {
  const steps = h('ol', { class: 'steps', 'aria-label': t('job.steps') });
  const bar = h('progress', { 'aria-label': t('plan.fetch') });
  const amount = h('p', { class: 'small muted' });
  const outcome = h('p', { class: 'outcome' });
  let said = 0;

  function update(job) {
    const ended = job.state === 'done' || job.state === 'failed';
    const atEnd = steps.scrollTop + steps.clientHeight >= steps.scrollHeight - 4;
    steps.replaceChildren(...job.steps.map((step, index) => {
      const state = index < job.steps.length - 1 || job.state === 'done' ? 'done' : job.state;
      return h('li', { class: state }, step);
    }));
    if (steps.scrollHeight > steps.clientHeight) steps.tabIndex = 0;
    if (atEnd) steps.scrollTop = steps.scrollHeight;
    job.steps.slice(said).forEach(step => announce(t('job.begun', step)));
    said = job.steps.length;
    transfer(job, ended);
    if (ended) {
      const text = job.state === 'done' ? job.result : job.problem.message;
      outcome.className = 'outcome ' + job.state;
      outcome.textContent = text;
      announce(t(job.state === 'done' ? 'job.ended' : 'job.broke', text));
    } else {
      outcome.textContent = word('job.', job.state);
    }
  }

  function transfer(job, ended) {
    bar.hidden = ended;
    amount.hidden = ended || !job.doneBytes;
    if (job.totalBytes) {
      bar.max = job.totalBytes;
      bar.value = job.doneBytes;
      amount.textContent = t('job.bytes', bytes(job.doneBytes), bytes(job.totalBytes));
    } else {
      bar.removeAttribute('value');
      amount.textContent = job.doneBytes ? bytes(job.doneBytes) : '';
    }
  }

  return { element: h('div', { class: 'job' }, steps, bar, amount, outcome), update };
}
