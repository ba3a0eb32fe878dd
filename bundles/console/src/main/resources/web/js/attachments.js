// SPDX-License-Identifier: Apache-2.0
// Pictures that go along with the next request.
import { h } from './dom.js';
import { icon } from './icons.js';
import { bytes, t } from './i18n.js';

const LIMIT = 8;
const MAX_BYTES = 32_000_000;

/** complain(text) is told what cannot be attached. */
export function attachmentTray(complain) {
  const list = h('ul', { class: 'tray', hidden: true });
  let items = [];

  function add(files) {
    complain('');
    for (const file of files) {
      const total = items.reduce((sum, item) => sum + item.file.size, file.size);
      if (!file.type.startsWith('image/')) complain(t('chat.notpicture', file.name));
      else if (items.length === LIMIT) complain(t('chat.toomany', LIMIT));
      else if (total > MAX_BYTES) complain(t('chat.toolarge', file.name, bytes(MAX_BYTES)));
      else items.push({ file, url: URL.createObjectURL(file) });
    }
    show();
  }

  function drop(item) {
    items = items.filter(other => other !== item);
    URL.revokeObjectURL(item.url);
    show();
  }

  function show() {
    list.hidden = items.length === 0;
    list.replaceChildren(...items.map(item => h('li', {},
      h('img', { src: item.url, alt: item.file.name }),
      h('button', { type: 'button', class: 'icon-only', 'aria-label': t('chat.remove', item.file.name), onclick: () => drop(item) }, icon('close')))));
  }

  /** Hands over what is here and starts afresh. */
  function take() {
    const taken = items;
    items = [];
    show();
    return taken;
  }

  return { element: list, add, take, count: () => items.length };
}

/** Reads a file as the API takes it. */
export function encode(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ mediaType: file.type, base64: reader.result.slice(reader.result.indexOf(',') + 1) });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
