// SPDX-License-Identifier: Apache-2.0
import { get, post } from './api.js';
import { askToChange } from './change.js';
import { h } from './dom.js';
import { problem, t, word } from './i18n.js';

export function settingsPage() {
  const list = h('div', { class: 'sections' }, h('p', { class: 'muted' }, t('loading')));

  async function refresh() {
    try {
      const { configurations } = await get('settings');
      list.replaceChildren(...configurations.length
        ? configurations.map(configuration => section(configuration, change))
        : [h('p', { class: 'muted' }, t('settings.none'))]);
    } catch (refusal) {
      list.replaceChildren(h('p', { class: 'error' }, problem(refusal)));
    }
  }

  async function change(question) {
    await askToChange(question);
    await refresh();
  }

  refresh();
  return [h('h1', { tabindex: '-1' }, t('settings.title')), h('p', { class: 'muted' }, t('settings.lead')), list];
}

function section(configuration, change) {
  const { pid, shortName, name, source, problem: trouble, file, settings } = configuration;
  return h('section', { 'data-pid': pid },
    h('h2', {}, name || pid, h('span', { class: 'version' }, shortName)),
    trouble && h('p', { class: 'error' }, t('settings.leftout', file, word('settings.source.', source)), ' ', trouble),
    settings.length > 0 && h('ul', { class: 'rows' }, settings.map(setting => row(configuration, setting, change))));
}

function row({ pid }, setting, change) {
  return h('li', { 'data-setting': pid + '/' + setting.key },
    h('div', { class: 'about' },
      h('h3', {}, h('code', {}, setting.key), h('span', { class: 'version' }, shown(setting), ' ', setting.unit)),
      h('p', {}, setting.meaning),
      h('p', { class: 'muted small' }, facts(setting))),
    h('div', { class: 'actions' },
      h('button', {
        type: 'button', 'aria-label': t('settings.edit.of', setting.key),
        onclick: () => change(edit(pid, setting)),
      }, t('settings.edit')),
      setting.set && h('button', {
        type: 'button', class: 'quiet', 'aria-label': t('settings.unset.of', setting.key),
        onclick: () => change(unset(pid, setting)),
      }, t('settings.unset'))));
}

function shown(setting) {
  if (setting.secret) return t(setting.set ? 'settings.secret' : 'settings.notset');
  return text(setting.values);
}

function text(values) {
  return values.filter(value => value !== '').join(' | ') || t('settings.empty');
}

function facts(setting) {
  const known = setting.secret ? [] : [t('settings.default', text(setting.defaults))];
  return [t(setting.set ? 'settings.set' : 'settings.bydefault'), ...known, setting.range].filter(Boolean).join(' · ');
}

function edit(pid, setting) {
  const input = field(setting);
  return {
    heading: t('settings.edit.title', setting.key),
    details: async () => [
      h('label', { for: 'setting-value' }, setting.name || setting.key, setting.unit && ' (' + setting.unit + ')'),
      input,
      h('p', { class: 'muted small' }, setting.meaning),
      h('p', { class: 'muted small' }, facts(setting), setting.list && ' · ' + t('settings.list')),
    ],
    confirm: t('settings.save'),
    start: () => post('settings', {
      action: 'set', name: pid, key: setting.key,
      values: setting.list ? input.value.split('\n').filter(line => line !== '') : [input.value],
    }),
  };
}

function field(setting) {
  const value = setting.list ? setting.values.join('\n') : setting.values[0] ?? '';
  const choices = setting.type === 'boolean' ? ['true', 'false'] : setting.options;
  if (choices.length && !setting.list) {
    return h('select', { id: 'setting-value' }, choices.map(choice => h('option', { value: choice, selected: choice === value }, choice)));
  }
  if (setting.list) return h('textarea', { id: 'setting-value', rows: '5', value });
  return h('input', { id: 'setting-value', type: setting.secret ? 'password' : 'text', autocomplete: 'off', spellcheck: 'false', value });
}

function unset(pid, setting) {
  return {
    heading: t('settings.unset.title', setting.key),
    details: async () => [h('p', {}, t('settings.unset.lead', setting.secret ? t('settings.notset') : text(setting.defaults)))],
    confirm: t('settings.unset'),
    danger: true,
    start: () => post('settings', { action: 'unset', name: pid, key: setting.key }),
  };
}
