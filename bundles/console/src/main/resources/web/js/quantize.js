// SPDX-License-Identifier: Apache-2.0
// Asks how a smaller variant of a model is to be made, has it made, and finds again what is under way.
import { get, post } from './api.js';
import { h } from './dom.js';
import { schemeName, t } from './i18n.js';

const SCHEMES = ['w8a8', 'w8a8-dynamic', 'w4a8', 'w8', 'fp16'];

/** How the host calls such jobs: a job says no other word of what it is about. */
const TITLE = /^quantize model (.+)$/;

/** What askToChange needs to know. */
export function quantization({ id, name }) {
  const scheme = h('select', { id: 'scheme' }, h('option', { value: '' }, t('quantize.automatic')),
    SCHEMES.map(each => h('option', { value: each }, schemeName(each))));
  const data = field('evaluation', 'quantize.data.hint', { placeholder: '/data/pictures', maxlength: '2000' }, place);
  const share = field('required', 'quantize.share.hint', { inputmode: 'decimal', value: '98', maxlength: '12' }, portion);
  return {
    heading: t('quantize.title', name),
    details: async () => [h('div', { class: 'fields' },
      h('p', {}, t('quantize.lead')),
      h('div', {}, h('label', { for: 'scheme' }, t('quantize.scheme')), scheme),
      h('div', {}, h('label', { for: 'evaluation' }, t('quantize.data')), data.parts),
      h('div', { class: 'narrow' }, h('label', { for: 'required' }, t('quantize.share')), share.parts))],
    confirm: t('quantize.start'),
    check: () => {
      const wrong = [data, share].filter(each => !each.check());
      wrong[0]?.input.focus();
      return wrong.length === 0;
    },
    callOff: true,
    unfit: t('quantize.unfit'),
    start: () => post('jobs', {
      action: 'model-quantize', source: id, scheme: scheme.value, device: '',
      evaluation: data.input.value.trim(), calibration: '', required: portion(share.input.value).value,
    }),
  };
}

/** Follows one again that goes on. */
export function resumption({ job, model }) {
  return { heading: t('quantize.going', model), begun: job, callOff: true, unfit: t('quantize.unfit') };
}

/** Those that wait or go on. */
export async function underWay() {
  const { jobs } = await get('jobs');
  return jobs.filter(job => (job.state === 'queued' || job.state === 'running') && TITLE.test(job.title))
    .map(job => ({ job, model: TITLE.exec(job.title)[1] }));
}

/** A field that says itself what is wrong with what it holds, and stops saying so as it is mended. */
function field(id, hint, attributes, read) {
  const wrong = h('p', { class: 'error small', id: id + '-error', role: 'alert' });
  const input = h('input', {
    id, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-error ${id}-hint`, ...attributes,
    oninput: () => { if (wrong.textContent) check(); },
  });

  function check() {
    const { error = '' } = read(input.value);
    if (wrong.textContent !== error) wrong.textContent = error;
    input.setAttribute('aria-invalid', String(error !== ''));
    return error === '';
  }

  return { input, check, parts: [input, wrong, h('p', { class: 'muted small', id: id + '-hint' }, t(hint))] };
}

function place(text) {
  const path = text.trim();
  return path === '' || /^(\/|[A-Za-z]:[\\/])/.test(path) ? {} : { error: t('quantize.data.wrong') };
}

/** "98", "98 %" or "98.5": a number up to 1 would be a share that somebody took for percent. */
function portion(text) {
  const digits = text.trim().replace(/\s*[%％]$/, '').replace(',', '.');
  const hundredths = /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : NaN;
  return hundredths > 1 && hundredths <= 100
    ? { value: String(Number((hundredths / 100).toFixed(6))) }
    : { error: t('quantize.share.wrong') };
}
