// SPDX-License-Identifier: Apache-2.0
import { get } from './api.js';
import { changePlugin } from './change.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { bytes, moment, problem, t, word } from './i18n.js';

let words = '';

export function pluginsPage() {
  const installed = h('div', {}, h('p', { class: 'muted' }, t('loading')));
  const market = h('p', { class: 'muted small' });
  const offers = h('div', { 'aria-live': 'polite' });
  const input = h('input', { id: 'words', type: 'search', name: 'q', value: words, maxlength: '200', placeholder: t('plugins.search'), oninput: later });
  let timer = 0;

  function later() {
    clearTimeout(timer);
    timer = setTimeout(search, 250);
  }

  async function change(action, plugin, name) {
    await changePlugin(action, plugin, name);
    await refresh();
  }

  async function refresh() {
    await Promise.all([list(), search(), status()]);
  }

  async function list() {
    try {
      const { plugins } = await get('plugins');
      installed.replaceChildren(plugins.length
        ? h('ul', { class: 'rows' }, plugins.map(plugin => installedRow(plugin, change)))
        : h('p', { class: 'muted' }, t('plugins.none')));
    } catch (refusal) {
      installed.replaceChildren(h('p', { class: 'error' }, problem(refusal)));
    }
  }

  async function search() {
    clearTimeout(timer);
    words = input.value.trim();
    try {
      const asked = words;
      const { plugins } = await get('catalogue?q=' + encodeURIComponent(asked));
      if (asked !== words) return;
      offers.replaceChildren(plugins.length
        ? h('ul', { class: 'rows' }, plugins.map(plugin => offeredRow(plugin, change)))
        : h('p', { class: 'muted' }, words ? t('plugins.found.none', words) : t('plugins.offered.none')));
    } catch (refusal) {
      offers.replaceChildren(h('p', { class: 'error' }, problem(refusal)));
    }
  }

  async function status() {
    try {
      const { url, fetchedAt, problem: trouble } = (await get('status')).market;
      if (!url) market.textContent = t('plugins.market.none');
      else if (trouble) market.textContent = t('plugins.market.stale', trouble);
      else market.textContent = fetchedAt ? t('plugins.market.at', url, moment(fetchedAt)) : url;
    } catch (refusal) {
      market.textContent = '';
    }
  }

  refresh();
  return [
    h('h1', { tabindex: '-1' }, t('plugins.title')),
    h('section', { 'aria-labelledby': 'installed-title' }, h('h2', { id: 'installed-title' }, t('plugins.installed')), installed),
    h('section', { 'aria-labelledby': 'market-title' },
      h('h2', { id: 'market-title' }, t('plugins.market')),
      market,
      h('form', { role: 'search', class: 'search', onsubmit: event => { event.preventDefault(); search(); } },
        icon('search'), h('label', { for: 'words', class: 'hidden-visually' }, t('plugins.search')), input),
      offers),
  ];
}

function installedRow(plugin, change) {
  return h('li', { 'data-plugin': plugin.id },
    h('div', { class: 'about' },
      h('h3', {}, plugin.name, h('span', { class: 'version' }, plugin.version),
        h('span', { class: 'state ' + (plugin.state === 'active' ? 'good' : 'bad') }, word('plugins.state.', plugin.state))),
      h('p', {}, plugin.summary),
      h('p', { class: 'muted small' }, h('code', {}, plugin.shortName), ' · ', word('plugins.origin.', plugin.origin), marks(plugin), permissions(plugin))),
    h('div', { class: 'actions' },
      plugin.newest && h('button', {
        type: 'button', class: 'primary', 'aria-label': t('plugins.update.of', plugin.name, plugin.newest),
        onclick: () => change('update', plugin.id, plugin.name),
      }, t('plugins.update', plugin.newest)),
      plugin.origin !== 'distribution' && h('button', {
        type: 'button', class: 'quiet', 'aria-label': t('plugins.remove.of', plugin.name),
        onclick: () => change('remove', plugin.id, plugin.name),
      }, t('plugins.remove'))));
}

function offeredRow(plugin, change) {
  return h('li', { 'data-offer': plugin.id },
    h('div', { class: 'about' },
      h('h3', {}, plugin.name, h('span', { class: 'version' }, plugin.version)),
      h('p', {}, plugin.summary),
      h('p', { class: 'muted small' }, h('code', {}, plugin.shortName), ' · ', bytes(plugin.bytes), permissions(plugin))),
    h('div', { class: 'actions' }, plugin.installed
      ? h('span', { class: 'muted small' }, t('plugins.here', plugin.installed))
      : h('button', {
        type: 'button', 'aria-label': t('plugins.install.of', plugin.name),
        onclick: () => change('install', plugin.id, plugin.name),
      }, t('plugins.install'))));
}

function marks({ marks = {} }) {
  return [
    marks.unsigned && t('plugins.mark.unsigned'),
    marks.held && t('plugins.mark.held'),
    marks.pinned && t('plugins.mark.pinned', marks.pinned),
  ].filter(Boolean).map(mark => ' · ' + mark);
}

function permissions(plugin) {
  return plugin.permissions.length > 0
    && [' · ', t('plan.permissions'), ': ', plugin.permissions.join(', '), ' (', t('plan.permissions.note'), ')'];
}
