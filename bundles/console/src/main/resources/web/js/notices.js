// SPDX-License-Identifier: Apache-2.0
// What plugins tell unasked: a card and a sound when it comes, and a list behind a bell. One tab follows the host and
// tells the others: a browser has only few connections to one host.
import { followNotices, get } from './api.js';
import { chime, isSoundOn, turnSound } from './chime.js';
import { h, replace } from './dom.js';
import { icon } from './icons.js';
import { moment, t } from './i18n.js';

const KEPT = 100;
const CARDS = 4;
const CARD_MS = 20_000;
const AGAIN_MS = 1_000;
const AGAIN_AFTER_TROUBLE_MS = 5_000;
/** A session ends after twelve idle hours: a page that nobody uses must not keep it open by listening. */
const IDLE_MS = 11 * 3_600_000;
const SEEN = 'tenon.notices.seen';

const channel = new BroadcastChannel('tenon.notices');
const cards = h('div', { class: 'notes', role: 'status', 'aria-live': 'polite' });
let watching;
let notices = [];
let names = new Map();
let button;
let list;
let lastUse = Date.now();

channel.addEventListener('message', ({ data }) => {
  if (data.used) lastUse = Date.now();
  else if (watching) receive(data);
});
for (const use of ['pointerdown', 'keydown']) addEventListener(use, used);

function used() {
  if (Date.now() - lastUse > 60_000) channel.postMessage({ used: true });
  lastUse = Date.now();
}

const last = () => notices.at(-1)?.id ?? 0;
const seen = () => Number(localStorage.getItem(SEEN) ?? 0);

/** The button in the header. */
export function bell() {
  button = h('button', { type: 'button', class: 'icon-only quiet bell', onclick: open }, icon('bell'), h('span', { class: 'count', hidden: true, 'aria-hidden': 'true' }));
  count();
  return button;
}

function count() {
  if (!button) return;
  const fresh = notices.filter(notice => notice.id > seen()).length;
  const shown = button.querySelector('.count');
  shown.hidden = fresh === 0;
  shown.textContent = fresh;
  button.setAttribute('aria-label', fresh ? t('notices.new', fresh) : t('notices.title'));
}

/** Begins to listen, if it does not yet. */
export async function watchNotices() {
  if (watching) return;
  watching = new AbortController();
  const { signal } = watching;
  document.body.append(cards);
  try {
    notices = (await get('notices')).notices;
    await learnNames();
    count();
  } catch (refusal) {
    // The stream says the same, again and again.
  }
  while (!signal.aborted) await lead(signal);
}

/** Forgets all: the next to sign in may be somebody else. */
export function forgetNotices() {
  watching?.abort();
  watching = undefined;
  notices = [];
  cards.replaceChildren();
  cards.remove();
}

async function lead(signal) {
  try {
    if (navigator.locks) await navigator.locks.request('tenon.notices', { signal }, () => follow(signal));
    else await follow(signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
  }
}

async function follow(signal) {
  while (!signal.aborted && Date.now() - lastUse < IDLE_MS) {
    let pause = AGAIN_MS;
    try {
      await followNotices(last(), signal, notice => {
        channel.postMessage(notice);
        receive(notice);
      });
    } catch (trouble) {
      pause = AGAIN_AFTER_TROUBLE_MS;
    }
    if (!signal.aborted) await new Promise(wake => setTimeout(wake, pause));
  }
  while (!signal.aborted && Date.now() - lastUse >= IDLE_MS) await new Promise(wake => setTimeout(wake, AGAIN_AFTER_TROUBLE_MS));
}

async function receive(notice) {
  if (notice.id <= last()) return;
  notices = [...notices, notice].slice(-KEPT);
  if (!names.has(notice.plugin)) await learnNames();
  count();
  if (!watching) return;
  if (list?.isConnected) fill();
  else show(notice);
  chime();
}

async function learnNames() {
  try {
    names = new Map((await get('plugins')).plugins.map(plugin => [plugin.id, plugin.name]));
  } catch (refusal) {
    // Ids will do.
  }
}

const sender = notice => names.get(notice.plugin) ?? notice.plugin;

function show(notice) {
  const card = h('div', { class: 'note', 'data-notice': notice.id },
    h('p', { class: 'from' }, h('strong', {}, sender(notice)), ' · ', h('time', { datetime: notice.at }, moment(notice.at))),
    h('button', { type: 'button', class: 'icon-only quiet', 'aria-label': t('notices.dismiss'), onclick: () => card.remove() }, icon('close')),
    h('p', { class: 'text' }, notice.text));
  cards.append(card);
  if (cards.childElementCount > CARDS) cards.firstChild.remove();
  leaveInTime(card);
}

/** A card waits until somebody can have seen it. */
function leaveInTime(card) {
  if (document.hidden) document.addEventListener('visibilitychange', () => leaveInTime(card), { once: true });
  else setTimeout(() => card.remove(), CARD_MS);
}

function open() {
  const sound = h('input', { type: 'checkbox', id: 'sound', checked: isSoundOn(), onchange: () => turnSound(sound.checked) });
  list = h('div', {});
  const dialog = h('dialog', { class: 'notices', 'aria-labelledby': 'notices-title' },
    h('h2', { id: 'notices-title', tabindex: '-1', autofocus: true }, t('notices.title')),
    list,
    h('div', { class: 'foot' },
      h('label', { for: 'sound' }, sound, t('notices.sound')),
      h('button', { type: 'button', onclick: () => dialog.close() }, t('close'))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  cards.replaceChildren();
  fill();
}

function fill() {
  if (notices.length) localStorage.setItem(SEEN, last());
  count();
  replace(list, notices.length
    ? h('ul', { class: 'events' }, notices.toReversed().map(notice => h('li', {},
      h('time', { datetime: notice.at }, moment(notice.at)),
      h('div', {}, h('p', {}, notice.text), h('p', { class: 'muted small' }, sender(notice))))))
    : h('p', { class: 'muted' }, t('notices.none')));
}
