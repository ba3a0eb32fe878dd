// SPDX-License-Identifier: Apache-2.0
// The forms of a model: as it was added, and its smaller variants; which is in use, what each keeps, the way to another.
import { post } from './api.js';
import { h } from './dom.js';
import { bytes, moment, number, schemeName, t, word } from './i18n.js';
import { reportView } from './report.js';

const ORIGINAL = 'original';

/** "keeps 99.3 %, at least 99.2 %". The lower end is never rounded up: it is what the gate judged by. */
function kept({ retained, retainedLow }) {
  return t('variants.keeps', number(100 * retained, 1, 1), number(Math.floor(1000 * retainedLow + 1e-6) / 10, 1, 1));
}

function ratio({ size }) {
  return size.bytes > 0 && size.originalBytes > 0 && t('variants.ratio', number(100 * size.bytes / size.originalBytes));
}

function faster({ speed }) {
  if (!(speed.ms > 0)) {
    return false;
  }
  const times = number(speed.originalMs / speed.ms, 1);
  return times === number(1, 1) ? t('variants.equal') : t('variants.faster', times);
}

/** The line of an installed model that says which of its forms answers. */
export function formInUse(model, variants) {
  const used = variants.find(variant => variant.isUsed);
  const gains = used ? [ratio(used.report), faster(used.report)].filter(Boolean).join(t('variants.and')) : '';
  return h('p', { class: 'form' }, t('variants.inuse'),
    h('strong', {}, schemeName(used ? used.report.scheme : ORIGINAL)), ' · ', bytes(model.bytes), gains && ' · ' + gains);
}

/** The panel of a model: its forms in a table, the reports behind. change() asks an askToChange question, then shows all anew. */
export function variantsPanel(original, variants, change) {
  const { id, name } = original.descriptor;
  const used = variants.find(variant => variant.isUsed);
  const columns = ['name', 'quality', 'data', 'size', 'speed', 'made'].map(column => t('variants.' + column));
  const sorted = [...variants].sort((one, other) => (other.report.verdict === 'passed') - (one.report.verdict === 'passed'));
  const cell = (column, text, more) => h('td', { role: 'cell', 'data-label': columns[column], class: !text && 'none' },
    text || '–', more && h('span', { class: 'muted' }, more));
  const head = (scheme, ...key) => h('th', { role: 'rowheader', scope: 'row' }, schemeName(scheme), h('span', { class: 'key' }, ...key));

  function use(variant, facts) {
    const form = schemeName(variant ? variant.report.scheme : ORIGINAL);
    return change({
      heading: t(variant ? 'variants.use.title' : 'variants.back.title', form, name),
      details: async () => facts,
      confirm: t(variant ? 'variants.use' : 'variants.back'),
      start: () => post('jobs', { action: 'model-use', source: id, variant: variant ? variant.name : ORIGINAL }),
    });
  }

  function originalRow() {
    return h('tr', { role: 'row', 'data-variant': ORIGINAL },
      head(ORIGINAL, !used && inUse()),
      cell(1), cell(2), cell(3, bytes(original.bytes)), cell(4), cell(5),
      h('td', { role: 'cell', class: 'do' }, used && h('button', {
        type: 'button', class: 'small', 'aria-label': t('variants.back.of', name),
        onclick: () => use(undefined, [h('p', {}, t('variants.back.lead'))]),
      }, t('variants.back'))));
  }

  function variantRows(variant) {
    const { name: key, report } = variant;
    const { verdict, scheme, quality } = report;
    const refused = verdict !== 'passed';
    const facts = () => h('dl', { class: 'facts' }, [
      [columns[1], kept(quality)], [columns[3], [bytes(report.size.bytes), ratio(report)].filter(Boolean).join(' · ')], [columns[4], faster(report) || '–'],
    ].map(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]));
    return [
      h('tr', { role: 'row', 'data-variant': key, class: refused && 'refused' },
        head(scheme, h('code', {}, key), variant.isUsed && inUse(), refused && h('span', { class: 'state bad' }, t('variants.refused'))),
        cell(1, kept(quality)),
        cell(2, quality.data, t('variants.items', number(quality.items), word('variants.metric.', quality.metric))),
        cell(3, report.size.bytes > 0 && bytes(report.size.bytes), ratio(report)),
        cell(4, faster(report)),
        cell(5, h('time', { datetime: report.made }, moment(report.made))),
        h('td', { role: 'cell', class: 'do' }, !refused && !variant.isUsed && h('button', {
          type: 'button', class: 'small', 'aria-label': t('variants.use.of', schemeName(scheme), name),
          onclick: () => use(variant, [facts()]),
        }, t('variants.use')))),
      h('tr', { role: 'row', class: 'more', 'data-more': key }, h('td', { role: 'cell', colspan: '7' },
        refused && h('p', { class: 'error' }, t('variants.verdict.' + verdict), h('span', { lang: 'en' }, report.reason)),
        later({ 'data-id': id + '/' + key }, h('summary', { 'aria-label': t('variants.report.of', schemeName(scheme), name) }, t('variants.report')), () => reportView(id, variant)))),
    ];
  }

  return h('details', { class: 'variants', 'data-id': id },
    h('summary', { 'aria-label': t('variants.of', name) }, t('variants', variants.length + 1)),
    h('table', { role: 'table' },
      h('caption', { class: 'hidden-visually' }, t('variants.of', name)),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
        columns.map(column => h('th', { role: 'columnheader', scope: 'col' }, column)),
        h('td', { role: 'cell' }))),
      h('tbody', { role: 'rowgroup' }, originalRow(), sorted.map(variantRows))));
}

function inUse() {
  return h('span', { class: 'state good' }, t('variants.used'));
}

/** A details element whose content is made when it is first opened: a report may list hundreds of layers. */
function later(attributes, summary, make) {
  const details = h('details', {
    ...attributes,
    ontoggle: () => {
      if (details.open && details.children.length === 1) details.append(make());
    },
  }, summary);
  return details;
}
