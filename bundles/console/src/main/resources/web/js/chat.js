// SPDX-License-Identifier: Apache-2.0
import { ask, get } from './api.js';
import { attachmentTray, encode } from './attachments.js';
import { changePlugin } from './change.js';
import { h } from './dom.js';
import { stepTable } from './history.js';
import { icon, logo } from './icons.js';
import { currentLanguage, problem, t } from './i18n.js';

// The conversation outlives the page: whoever looks at the devices for a moment finds it again.
let log;
let names = new Map();

export function chatPage() {
  log ??= h('div', { class: 'log', role: 'log', tabindex: '0' });
  log.setAttribute('aria-label', t('chat.log'));
  const complaint = h('p', { class: 'error small', role: 'alert' });
  const tray = attachmentTray(text => { complaint.textContent = text; });
  const input = h('textarea', { id: 'request', rows: '1', maxlength: '100000', placeholder: t('chat.placeholder'), onkeydown: enter, onpaste: paste });
  const picker = h('input', {
    type: 'file', id: 'picker', accept: 'image/*', multiple: true, class: 'hidden-visually', tabindex: '-1',
    'aria-label': t('chat.attach'), onchange: () => { tray.add(picker.files); picker.value = ''; },
  });
  const form = h('form', { class: 'composer', onsubmit: event => { event.preventDefault(); send(); } },
    tray.element,
    complaint,
    h('div', { class: 'line' },
      h('button', { type: 'button', class: 'icon-only', 'aria-label': t('chat.attach'), onclick: () => picker.click() }, icon('attach')),
      picker,
      h('label', { for: 'request', class: 'hidden-visually' }, t('chat.label')), input,
      h('button', { class: 'icon-only primary', 'aria-label': t('chat.send') }, icon('send'))));
  const page = h('div', { class: 'chat', ondragover: drag, ondragleave: leave, ondrop: drop }, log, form, h('p', { class: 'dropzone' }, t('chat.drop')));

  function enter(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  }

  function paste(event) {
    if (event.clipboardData.files.length) {
      event.preventDefault();
      tray.add(event.clipboardData.files);
    }
  }

  function drag(event) {
    event.preventDefault();
    page.classList.add('dropping');
  }

  function leave(event) {
    if (!page.contains(event.relatedTarget)) page.classList.remove('dropping');
  }

  function drop(event) {
    event.preventDefault();
    page.classList.remove('dropping');
    tray.add(event.dataTransfer.files);
  }

  function send() {
    const text = input.value.trim();
    if (!text && !tray.count()) return input.focus();
    input.value = '';
    exchange(text, tray.take());
  }

  if (!log.childElementCount) greet(text => { input.value = text; send(); });
  queueMicrotask(() => { log.scrollTop = log.scrollHeight; });
  learnNames();
  return [h('h1', { class: 'hidden-visually', tabindex: '-1' }, t('chat.title')), page];
}

function greet(use) {
  log.replaceChildren(h('div', { class: 'greeting' },
    logo(),
    h('p', { class: 'large' }, t('chat.empty')),
    h('p', { class: 'muted' }, t('chat.empty.lead')),
    h('ul', { class: 'examples' }, [1, 2, 3].map(number => {
      const example = t('chat.example.' + number);
      return h('li', {}, h('button', { type: 'button', class: 'quiet', onclick: () => use(example) }, example));
    }))));
}

/** A new conversation greets in the language of the moment. */
export function refreshGreeting() {
  if (log?.querySelector('.greeting')) log = undefined;
}

/** Forgets the conversation: the next to sign in may be somebody else. */
export function forgetConversation() { log = undefined; }

async function learnNames() {
  try {
    names = new Map((await get('plugins')).plugins.map(plugin => [plugin.id, plugin.name]));
  } catch (refusal) {
    // Ids will do.
  }
}

/** A request in words is answered in its own language; the page's counts only for digits, signs or a picture alone. */
function languageFor(text) { return /\p{L}/u.test(text) ? undefined : currentLanguage(); }

async function exchange(text, pictures) {
  log.querySelector('.greeting')?.remove();
  const shown = h('p', { class: 'said' });
  const meta = h('div', { class: 'meta' }, h('p', { class: 'muted small thinking' }, t('chat.thinking')));
  const reply = h('article', { class: 'reply', 'aria-busy': 'true' }, shown, meta);
  log.append(
    h('article', { class: 'asked' },
      h('span', { class: 'hidden-visually' }, t('chat.you')),
      pictures.map(({ file, url }) => h('img', { src: url, alt: file.name })),
      text && h('p', {}, text)),
    reply);
  const down = () => { log.scrollTop = log.scrollHeight; };
  down();
  try {
    const attachments = await Promise.all(pictures.map(({ file }) => encode(file)));
    const answer = await ask({ text, language: languageFor(text), attachments }, part => {
      shown.textContent += part;
      down();
    });
    shown.textContent = answer.text;
    if (!answer.answered) reply.classList.add('unanswered');
    meta.replaceChildren(...await epilogue(answer, () => exchange(text, pictures)));
  } catch (refusal) {
    reply.classList.add('failed');
    shown.textContent = problem(refusal);
    meta.replaceChildren(h('button', { type: 'button', onclick: () => exchange(text, pictures) }, t('chat.again')));
  }
  reply.removeAttribute('aria-busy');
  down();
}

async function epilogue(answer, again) {
  return [
    answer.answeredBy && h('p', { class: 'muted small by' }, t(answer.answered ? 'chat.by' : answer.outcome === 'asked-back' ? 'chat.asked' : 'chat.refused', speaker(answer.answeredBy))),
    ...answer.suggest.map(plugin => suggestion(plugin, again)),
    answer.traceId && traceOf(answer.traceId),
  ].filter(Boolean);
}

/** {@code dev.tenon.skill.calc/calc} speaks as Calculator. */
function speaker(answeredBy) {
  const [plugin, skill] = answeredBy.split('/');
  const name = names.get(plugin);
  return name ?? (skill ? `${plugin} (${skill})` : plugin);
}

function suggestion(plugin, again) {
  const button = h('button', { type: 'button', class: 'primary', onclick: install }, t('chat.install', plugin.name));
  const card = h('div', { class: 'suggestion', 'data-suggestion': plugin.id },
    h('div', {}, h('p', {}, h('strong', {}, t('chat.suggest', plugin.name))), h('p', { class: 'muted small' }, t('chat.suggest.lead'))), button);

  async function install() {
    if (!await changePlugin('install', plugin.id, plugin.name)) return;
    await learnNames();
    const retry = h('button', { type: 'button', class: 'primary', onclick: () => { card.remove(); again(); document.getElementById('request')?.focus(); } }, t('chat.again'));
    button.replaceWith(retry);
    retry.focus();
  }
  return card;
}

function traceOf(id) {
  const body = h('div', {});
  const details = h('details', { class: 'small', ontoggle: load }, h('summary', {}, t('chat.trace')), body);

  async function load() {
    if (!details.open || body.childElementCount) return;
    try {
      body.replaceChildren(stepTable((await get('traces/' + encodeURIComponent(id))).steps));
    } catch (refusal) {
      body.replaceChildren(h('p', { class: 'error' }, problem(refusal)));
    }
  }
  return details;
}
