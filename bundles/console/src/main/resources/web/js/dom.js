// SPDX-License-Identifier: Apache-2.0
// Makes elements. Text always goes in as text: nothing that a plugin or the marketplace says becomes markup.

const SVG = 'http://www.w3.org/2000/svg';

/** h('button', {class: 'quiet', onclick: f, disabled: true}, 'Text', child, [more]) */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(viewBox, paths, attributes = {}) {
  const root = document.createElementNS(SVG, 'svg');
  root.setAttribute('viewBox', viewBox);
  root.setAttribute('aria-hidden', 'true');
  for (const [key, value] of Object.entries(attributes)) root.setAttribute(key, value);
  for (const d of [paths].flat()) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    root.append(path);
  }
  return root;
}

/** Shows new children without touching the element if they would look the same: focus and selection stay. */
export function replace(element, ...children) {
  const next = h('div', {}, ...children);
  if (element.innerHTML !== next.innerHTML) element.replaceChildren(...next.childNodes);
}

/** Says something to those who do not see it appear. */
export function announce(text) {
  const announcer = document.getElementById('announcer');
  announcer.textContent = '';
  requestAnimationFrame(() => { announcer.textContent = text; });
}

/** Shows a line for some seconds to those who have turned to something else. */
export function toast(text, bad) {
  const line = h('p', { class: bad ? 'toast bad' : 'toast' }, text);
  document.querySelector('.toast')?.remove();
  document.body.append(line);
  setTimeout(() => line.remove(), 6000);
}

/** Calls again and again while the element is on the page, and not while the tab is hidden. */
export function every(milliseconds, element, work) {
  const timer = setInterval(() => {
    if (!element.isConnected) clearInterval(timer);
    else if (!document.hidden) work();
  }, milliseconds);
}
