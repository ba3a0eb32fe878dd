// SPDX-License-Identifier: Apache-2.0
import { svg } from './dom.js';

const PATHS = {
  chat: 'M4 5h16v11H10l-4 4v-4H4z',
  plugins: ['M4 4h7v5H8.500v6H11v5H4z', 'M20 7v10h-4.500v-3H11v-4h4.500V7z'],
  devices: ['M7 7h10v10H7z', 'M10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4'],
  models: ['M12 3l8 4.500v9L12 21l-8-4.500v-9z', 'M4 7.500l8 4.500 8-4.500M12 12v9'],
  settings: ['M4 7h9M17 7h3M4 17h3M11 17h9', 'M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z', 'M9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z'],
  doctor: ['M12 20s-8-4.800-8-10.500A4.500 4.500 0 0 1 12 6.800a4.500 4.500 0 0 1 8 2.700C20 15.200 12 20 12 20z', 'M7.500 12h2.500l1.500-2.500 2 4 1-1.500h2'],
  history: ['M4 12a8 8 0 1 0 2.500-5.800', 'M4 4v4h4', 'M12 8v4.500l3 2'],
  attach: 'M19 11.500l-7 7a4.500 4.500 0 0 1-6.400-6.400l7.500-7.500a3 3 0 0 1 4.200 4.200l-7.400 7.400a1.500 1.500 0 0 1-2.100-2.100l6.600-6.600',
  send: ['M12 19V6', 'M6 11l6-6 6 6'],
  bell: ['M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15z', 'M10.500 20.500a1.600 1.600 0 0 0 3 0'],
  close: 'M6 6l12 12M18 6L6 18',
  search: ['M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13z', 'M15.500 15.500L20 20'],
};

export function icon(name) {
  return svg('0 0 24 24', PATHS[name], { class: 'icon' });
}

/** The mark: a tenon that enters its mortise. */
export function logo() {
  const mark = svg('0 0 32 32', ['M4 2h11v7h-5v14h5v7H4z', 'M28 5v22H19v-6h-7V11h7V5z'], { class: 'logo' });
  mark.firstChild.setAttribute('class', 'mortise');
  mark.lastChild.setAttribute('class', 'tenon');
  return mark;
}
