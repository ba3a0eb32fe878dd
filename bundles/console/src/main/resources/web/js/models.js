// SPDX-License-Identifier: Apache-2.0
import { get, post } from './api.js';
import { askToChange } from './change.js';
import { every, h, replace } from './dom.js';
import { bytes, problem, t, word } from './i18n.js';
import { quantization, resumption, underWay } from './quantize.js';
import { forgetReports } from './report.js';
import { formInUse, variantsPanel } from './variants.js';

const LATELY = 3000;

export function modelsPage() {
  const installed = h('div', {}, h('p', { class: 'muted' }, t('loading')));
  const catalogue = h('div', {});
  const going = h('div', {});
  const work = h('section', { hidden: true }, h('h2', {}, t('models.going')), going);
  const source = h('input', { id: 'source', name: 'source', required: true, maxlength: '2000', 'aria-describedby': 'source-hint' });

  async function refresh() {
    try {
      const models = await get('models');
      if (!installed.isConnected) return;
      const originals = new Map(models.originals.map(model => [model.descriptor.id, model]));
      forgetReports();
      exchange(installed, rows(models.installed.map(model =>
        installedRow(model, originals.get(model.descriptor.id) ?? model, models.variants[model.descriptor.id] ?? [])), t('models.none')));
      catalogue.replaceChildren(rows(models.catalogue.map(catalogueRow), t('models.catalogue.none')));
    } catch (refusal) {
      installed.replaceChildren(h('p', { class: 'error' }, problem(refusal)));
      catalogue.replaceChildren();
    }
  }

  /** Shows what is under way, and the models anew when one less is. */
  async function look() {
    try {
      const before = going.querySelectorAll('li').length;
      const found = await underWay();
      work.hidden = found.length === 0;
      replace(going, found.length > 0 && h('ul', { class: 'rows' }, found.map(goingRow)));
      if (found.length < before) await refresh();
    } catch (refusal) {
      work.hidden = true;
    }
  }

  async function change(question) {
    const well = await askToChange(question);
    await Promise.all([refresh(), look()]);
    return well;
  }

  async function quantize(descriptor) {
    await change(quantization(descriptor));
    const panel = installed.querySelector(`details[data-id="${CSS.escape(descriptor.id)}"]`);
    if (panel) panel.open = true;
  }

  function goingRow(found) {
    const { job, model } = found;
    return h('li', { 'data-going': model },
      h('div', { class: 'about' },
        h('h3', {}, t('quantize.going', model), h('span', { class: 'state busy' }, word('job.', job.state))),
        h('p', { class: 'muted small', lang: 'en' }, job.steps.at(-1) ?? '')),
      h('div', { class: 'actions' }, h('button', {
        type: 'button', 'aria-label': t('quantize.show.of', model), onclick: () => change(resumption(found)),
      }, t('quantize.show'))));
  }

  function add(id, name, facts) {
    return change({
      heading: t('models.add.title', name),
      details: async () => [h('dl', { class: 'facts' }, facts.map(([key, value]) => [h('dt', {}, key), h('dd', {}, value)]))],
      confirm: t('models.add'),
      start: () => post('jobs', { action: 'model-add', source: id, descriptor: '' }),
    });
  }

  function installedRow(model, original, variants) {
    const { descriptor } = model;
    return h('li', { 'data-model': descriptor.id },
      h('div', { class: 'about' },
        h('h3', {}, descriptor.name),
        h('p', {}, descriptor.summary),
        variants.length > 0 && formInUse(model, variants),
        h('p', { class: 'muted small' }, h('code', {}, descriptor.id), ' · ', descriptor.task, variants.length === 0 && [' · ', bytes(model.bytes)], ' · ', descriptor.license)),
      h('div', { class: 'actions' },
        h('button', {
          type: 'button', 'aria-label': t('quantize.of', descriptor.name), onclick: () => quantize(descriptor),
        }, t('quantize')),
        h('button', {
          type: 'button', class: 'quiet', 'aria-label': t('models.remove.of', descriptor.name),
          onclick: () => change({
            heading: t('models.remove.title', descriptor.name),
            details: async () => [h('p', {}, t('models.remove.lead'))],
            confirm: t('models.remove'),
            danger: true,
            start: () => post('jobs', { action: 'model-remove', source: descriptor.id }),
          }),
        }, t('models.remove'))),
      variants.length > 0 && variantsPanel(original, variants, change));
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
  look();
  every(LATELY, work, look);
  return [
    h('h1', { tabindex: '-1' }, t('models.title')),
    work,
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

/** Shows new rows where old ones were; what was open stays open, and the focus stays at the model where it was. */
function exchange(element, next) {
  const open = new Set([...element.querySelectorAll('details[open]')].map(details => details.dataset.id));
  const focused = element.contains(document.activeElement) ? document.activeElement : undefined;
  const model = focused?.closest('[data-model]')?.dataset.model;
  const label = focused?.getAttribute('aria-label');
  element.replaceChildren(next);
  element.querySelectorAll('details').forEach(details => { details.open = open.has(details.dataset.id); });
  if (!model) return;
  const row = element.querySelector(`[data-model="${CSS.escape(model)}"]`);
  const same = [...row?.querySelectorAll('[aria-label]') ?? []].find(each => each.getAttribute('aria-label') === label);
  (same ?? row?.querySelector('summary') ?? row?.querySelector('button'))?.focus();
}
