// SPDX-License-Identifier: Apache-2.0
import en from './en.js';
import zh from './zh.js';
import { Refusal } from './api.js';

const KEY = 'tenon.language';
const TEXTS = { en, zh };

let language = stored() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

function stored() {
  const value = localStorage.getItem(KEY);
  return value in TEXTS ? value : undefined;
}

export function currentLanguage() { return language; }

/** The tag for dates, numbers and the lang attribute. */
export function tag() { return language === 'zh' ? 'zh-CN' : 'en'; }

export function switchLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem(KEY, language);
}

export function t(key, ...values) {
  const text = TEXTS[language][key] ?? key;
  return text.replace(/\{(\d)\}/g, (all, index) => values[index] ?? '');
}

/** The text for a word of the host, or the word itself where nobody has translated it. */
export function word(prefix, value) {
  return TEXTS[language][prefix + value] ?? value;
}

/** What to say of a failure: the host's own line if it sent one. */
export function problem(error) {
  if (error instanceof Refusal && error.message) return error.message;
  if (error instanceof Refusal) return word('error.', error.code) === error.code ? t('error.other') : t('error.' + error.code);
  console.error(error);
  return t('error.other');
}

export function bytes(count) {
  if (!count) return t('unknown.size');
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  return new Intl.NumberFormat(tag(), {
    style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(count / 1000 ** power);
}

/** Memory is counted in powers of two, as its makers do. */
export function memory(count) {
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: 1 }).format(count / 2 ** 30) + ' GiB';
}

export function moment(instant) {
  const date = new Date(instant);
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(tag(), today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

export function percent(share) {
  return new Intl.NumberFormat(tag(), { style: 'percent' }).format(share);
}

export function number(value, digits = 0, least = 0) {
  return new Intl.NumberFormat(tag(), { minimumFractionDigits: least, maximumFractionDigits: digits }).format(value);
}

/** "8 bits (w8a8)", or the scheme alone where nobody has named it. */
export function schemeName(scheme) {
  const name = word('variants.scheme.', scheme);
  return name === scheme || scheme === 'original' ? name : t('variants.named', name, scheme);
}
