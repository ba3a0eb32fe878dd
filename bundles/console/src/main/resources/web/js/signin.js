// SPDX-License-Identifier: Apache-2.0
import { post } from './api.js';
import { h, announce } from './dom.js';
import { logo } from './icons.js';
import { problem, t } from './i18n.js';

/** Takes the code out of the address at once, so that neither history nor a shoulder keeps it. */
export function codeFromAddress() {
  const match = /^#code=([A-Za-z0-9-]+)$/.exec(location.hash);
  if (!match) return '';
  history.replaceState(null, '', location.pathname);
  return match[1];
}

export function signInPage(code, destination, signedIn) {
  const error = h('p', { class: 'error', id: 'code-error', role: 'alert' });
  const input = h('input', {
    id: 'code', name: 'code', class: 'code', autocomplete: 'one-time-code', autocapitalize: 'none', spellcheck: 'false',
    required: true, 'aria-describedby': 'code-error code-note',
  });
  const button = h('button', { class: 'primary' }, t('signin.submit'));
  const form = h('form', { onsubmit: event => { event.preventDefault(); submit(); } },
    h('label', { for: 'code' }, t('signin.code')),
    h('div', { class: 'together' }, input, button),
    error);

  async function submit() {
    button.disabled = true;
    announce(t('signin.working'));
    try {
      await post('session', { code: input.value.replace(/^.*#code=/, '') });
      signedIn();
    } catch (refusal) {
      error.textContent = problem(refusal);
      button.disabled = false;
      input.select();
    }
  }

  const install = /^#\/install\/(.+)$/.exec(destination)?.[1];
  const page = h('main', { id: 'main', class: 'signin', tabindex: '-1' },
    h('div', { class: 'brand' }, logo(), 'Tenon'),
    h('h1', {}, t('signin.title')),
    h('p', { class: 'lead' }, t('signin.lead')),
    h('ol', {},
      h('li', {}, t('signin.step1'), h('pre', {}, h('code', {}, './tenon console'))),
      h('li', {}, t('signin.step2'), form)),
    install && h('p', { class: 'muted' }, t('signin.install', decodeURIComponent(install))),
    h('p', { class: 'muted small', id: 'code-note' }, t('signin.note')));
  if (code) {
    input.value = code;
    submit();
  }
  return page;
}
