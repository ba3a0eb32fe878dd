// SPDX-License-Identifier: Apache-2.0
// What the gate found out about a variant, whole. Sentences of the host are English, and marked so.
import { h } from './dom.js';
import { moment, number, schemeName, t, word } from './i18n.js';

const HASH = 12;
let links = [];

/** Lets go of the files behind the download links that were shown before. */
export function forgetReports() {
  links.forEach(link => URL.revokeObjectURL(link));
  links = [];
}

/** The sentence of a refusal stands above it already, whether it is open or not. */
export function reportView(model, { name, report }) {
  const { quality, recipe, device } = report;
  const measured = key => t('report.percent', number(100 * quality[key], 1, 1));
  return h('div', { class: 'report' },
    report.verdict === 'passed' && h('p', {}, h('strong', {}, t('variants.verdict.passed')), h('span', { lang: 'en' }, report.reason)),
    h('dl', {}, [
      [t('report.required'), measured('required')],
      [word('variants.metric.', quality.metric), t('report.change', measured('original'), measured('variant'))],
      [t('report.agreement'), measured('agreement')],
      report.speed.ms > 0 && [t('report.time'), t('report.change', milliseconds(report.speed.originalMs), milliseconds(report.speed.ms))],
      [t('report.device'), [device.kind, ...device.instructionSets].join(', ')],
      [t('report.layers'), mix(report.layers)],
      [t('report.ranges'), recipe.ranges ? word('report.ranges.', recipe.ranges) : t('report.ranges.none')],
      [t('report.calibration'), recipe.calibration
        ? [t('report.samples', number(recipe.calibrationItems)), h('code', { title: recipe.calibration }, recipe.calibration.slice(0, HASH))]
        : t('report.calibration.none')],
      [t('report.trials'), number(recipe.trials)],
      [t('report.raised'), number(recipe.raised)],
      [t('report.quantizer'), report.quantizer],
      [t('variants.made'), moment(report.made)],
    ].filter(Boolean).map(([term, value]) => [h('dt', {}, term), h('dd', {}, ...[value].flat())])),
    report.remarks.length > 0 && [h('h4', {}, t('report.remarks')), h('ul', { class: 'remarks' }, report.remarks.map(remark => h('li', { lang: 'en' }, remark)))],
    report.layers.length > 0 && h('details', { 'data-id': model + '/' + name + '/layers' },
      h('summary', {}, t('report.layers.each')),
      h('ul', { class: 'layers', tabindex: '0', 'aria-label': t('report.layers.each') }, report.layers.map(layerRow))),
    h('p', {}, h('a', { href: file(report), download: model + '-' + name + '.json' }, t('report.download'))));
}

/** How many layers became what, the most first. */
function mix(layers) {
  const counts = new Map();
  layers.forEach(({ scheme }) => counts.set(scheme, (counts.get(scheme) ?? 0) + 1));
  return [...counts].sort(([, one], [, other]) => other - one)
    .map(([scheme, count]) => t(scheme === 'original' ? 'report.unchanged' : 'report.mix', number(count), schemeName(scheme)))
    .join(t('variants.and')) || '–';
}

function layerRow(layer) {
  return h('li', {}, h('code', {}, layer.name), ' ',
    h('span', { class: 'muted' }, layer.operator, ' · ', schemeName(layer.scheme), ' · ', t('report.weights', number(layer.parameters))),
    layer.why && h('p', { class: 'muted', lang: 'en' }, layer.why));
}

function milliseconds(value) {
  return number(value, value < 10 ? 2 : 0) + ' ms';
}

function file(report) {
  const link = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2) + '\n'], { type: 'application/json' }));
  links.push(link);
  return link;
}
