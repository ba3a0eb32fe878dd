// SPDX-License-Identifier: Apache-2.0
import { get } from './api.js';
import { every, h, svg } from './dom.js';
import { memory as amount, percent, problem, t } from './i18n.js';

const SAMPLES = 60;
const PERIOD = 2000;
const lately = new Map();

export function devicesPage() {
  const list = h('div', {}, h('p', { class: 'muted' }, t('loading')));
  const cards = new Map();

  async function refresh() {
    try {
      const { devices } = await get('devices');
      if (devices.length !== cards.size || devices.some(device => !cards.has(device.id))) build(devices);
      devices.forEach(device => cards.get(device.id).update(device));
    } catch (refusal) {
      cards.clear();
      list.replaceChildren(h('p', { class: 'error' }, problem(refusal)));
    }
  }

  function build(devices) {
    cards.clear();
    devices.forEach(device => cards.set(device.id, card(device)));
    list.replaceChildren(devices.length
      ? h('ul', { class: 'cards' }, devices.map(device => cards.get(device.id).element))
      : h('p', { class: 'muted' }, t('devices.none')));
  }

  refresh();
  every(PERIOD, list, refresh);
  return [h('h1', { tabindex: '-1' }, t('devices.title')), list];
}

function card(device) {
  const busy = meter(t('devices.busy'));
  const memory = meter(t('devices.memory'));
  const line = svg('0 0 60 20', 'M0 20', { class: 'spark', preserveAspectRatio: 'none' });
  const element = h('li', {},
    h('h2', {}, device.name),
    h('p', { class: 'muted small' }, [device.kind.toUpperCase(), t('devices.units', device.computeUnits), ...device.instructionSets].join(' · ')),
    busy.element,
    h('div', { class: 'lately', role: 'img', 'aria-label': t('devices.lately') }, line),
    memory.element);

  function update({ load, memoryBytes }) {
    const used = Math.max(0, memoryBytes - load.freeMemoryBytes);
    busy.update(load.busy, percent(load.busy));
    memory.update(used / memoryBytes, t('devices.of', amount(used), amount(memoryBytes)));
    const samples = [...(lately.get(device.id) ?? []), load.busy].slice(-SAMPLES);
    lately.set(device.id, samples);
    const first = SAMPLES - samples.length;
    line.firstChild.setAttribute('d', 'M' + samples.map((value, index) => `${first + index} ${(19 - 18 * value).toFixed(1)}`).join(' L'));
  }

  return { element, update };
}

function meter(label) {
  const fill = h('span', { class: 'fill' });
  const text = h('span', { class: 'value' });
  const bar = h('span', { class: 'bar', role: 'meter', 'aria-label': label, 'aria-valuemin': '0', 'aria-valuemax': '100' }, fill);
  return {
    element: h('div', { class: 'meter' }, h('span', {}, label), text, bar),
    update(share, shown) {
      const hundredths = Math.round(Math.min(1, Math.max(0, share)) * 100);
      fill.style.inlineSize = hundredths + '%';
      bar.setAttribute('aria-valuenow', hundredths);
      bar.setAttribute('aria-valuetext', shown);
      bar.classList.toggle('high', hundredths >= 90);
      text.textContent = shown;
    },
  };
}
