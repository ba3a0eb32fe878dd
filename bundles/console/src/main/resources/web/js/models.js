// SPDX-License-Identifier: Apache-2.0
import { get, post } from './api.js';
import { askToChange } from './change.js';
import { h } from './dom.js';
import { bytes, problem, t } from './i18n.js';

export function modelsPage() {
  const installed = h('div', {}, h('p', { class: 'muted' }, t('loading')));
  const catalogue = h('div', {});
  const source = h('input', { id: 'source', name: 'source', required: true, maxlength: '2000', 'aria-describedby': 'source-hint' });

  async function refresh() {
    try {
      const models = await get('models');
      installed.replaceChildren(rows(models.installed.map(installedRow), t('models.none')));
      catalogue.replaceChildren(rows(models.catalogue.map(catalogueRow), t('models.catalogue.none')));
    } catch (refusal) {
      installed.replaceChildren(h('p', { class: 'error' }, problem(refusal)));
      catalogue.replaceChildren();
    }
  }

  async function change(question) {
    const well = await askToChange(question);
    await refresh();
    return well;
  }

  function add(id, name, facts) {
    return change({
      heading: t('models.add.title', name),
      details: async () => [h('dl', { class: 'facts' }, facts.map(([key, value]) => [h('dt', {}, key), h('dd', {}, value)]))],
      confirm: t('models.add'),
      start: () => post('jobs', { action: 'model-add', source: id, descriptor: '' }),
    });
  }

  function installedRow({ descriptor, bytes: size }) {
    return h('li', { 'data-model': descriptor.id },
      h('div', { class: 'about' },
        h('h3', {}, descriptor.name),
        h('p', {}, descriptor.summary),
        h('p', { class: 'muted small' }, h('code', {}, descriptor.id), ' · ', descriptor.task, ' · ', bytes(size), ' · ', descriptor.license)),
      h('div', { class: 'actions' }, h('button', {
        type: 'button', class: 'quiet', 'aria-label': t('models.remove.of', descriptor.name),
        onclick: () => change({
          heading: t('models.remove.title', descriptor.name),
          details: async () => [h('p', {}, t('models.remove.lead'))],
          confirm: t('models.remove'),
          danger: true,
          start: () => post('jobs', { action: 'model-remove', source: descriptor.id }),
        }),
      }, t('models.remove'))));
  }

  function catalogueRow(entry) {
    return h('li', { 'data-entry': entry.id },
      h('div', { class: 'about' },
        h('h3', {}, entry.name),
        h('p', { class: 'muted small' }, h('code', {}, entry.id), ' · ', entry.task, ' · ', bytes(entry.bytes), ' · ', entry.license)),
      h('div', { class: 'actions' }, entry.installed
        ? h('span', { class: 'muted small' }, t('models.here'))
        : h('button', {
          type: 'button', 'aria-label': t('models.add.of', entry.name),
          onclick: () => add(entry.id, entry.name, [
            [t('models.size'), bytes(entry.bytes)], [t('models.license'), entry.license], [t('models.task'), entry.task]]),
        }, t('models.add'))));
  }

  async function addOther(event) {
    event.preventDefault();
    const place = source.value.trim();
    if (place && await add(place, place.split('/').pop(), [[t('models.source'), place]])) source.value = '';
  }

  refresh();
  return [
    h('h1', { tabindex: '-1' }, t('models.title')),
    h('section', {}, h('h2', {}, t('models.installed')), installed),
    h('section', {}, h('h2', {}, t('models.catalogue')), catalogue),
    h('section', {}, h('h2', {}, t('models.other')),
      h('form', { onsubmit: addOther },
        h('label', { for: 'source' }, t('models.other.label')),
        h('div', { class: 'together' }, source, h('button', {}, t('models.add'))),
        h('p', { class: 'muted small', id: 'source-hint' }, t('models.other.hint')))),
  ];
}

function rows(items, none) {
  return items.length ? h('ul', { class: 'rows' }, items) : h('p', { class: 'muted' }, none);
}
