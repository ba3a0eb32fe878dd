// SPDX-License-Identifier: Apache-2.0
import { get, onReachable, onSignedOut, remove } from './api.js';
import { changePlugin } from './change.js';
import { chatPage, forgetConversation, refreshGreeting } from './chat.js';
import { devicesPage } from './devices.js';
import { countProblems, doctorPage, problemCount } from './doctor.js';
import { announce, h } from './dom.js';
import { historyPage } from './history.js';
import { icon, logo } from './icons.js';
import { currentLanguage, switchLanguage, t, tag } from './i18n.js';
import { modelsPage } from './models.js';
import { bell, forgetNotices, watchNotices } from './notices.js';
import { pluginsPage } from './plugins.js';
import { settingsPage } from './settings.js';
import { codeFromAddress, signInPage } from './signin.js';

const PAGES = {
  chat: chatPage, plugins: pluginsPage, settings: settingsPage, devices: devicesPage, models: modelsPage, history: historyPage,
  doctor: doctorPage,
};
const app = document.getElementById('app');
const banner = h('p', { class: 'banner', role: 'status', hidden: true });
let shell;

function buildShell() {
  const links = Object.keys(PAGES).map(name => h('a', { href: '#/' + name }, icon(name), h('span', {}, t('nav.' + name)), name === 'doctor' && problemCount()));
  const main = h('main', { id: 'main', tabindex: '-1' });
  const footer = h('p', { class: 'muted small about-host' });
  const element = h('div', { class: 'shell' },
    h('header', {},
      h('div', { class: 'top' }, h('a', { class: 'brand', href: '#/chat' }, logo(), 'Tenon'), bell()),
      h('nav', { 'aria-label': t('nav') }, links),
      h('div', { class: 'below' },
        footer,
        languageButton(),
        h('button', { type: 'button', class: 'quiet small', onclick: signOut }, t('signout')))),
    main);
  return { element, links, main, footer };
}

function languageButton() {
  return h('button', {
    type: 'button', class: 'quiet small', lang: currentLanguage() === 'zh' ? 'en' : 'zh-CN', 'aria-label': t('language.label'),
    onclick: () => {
      switchLanguage();
      refreshGreeting();
      start();
    },
  }, t('language'));
}

async function signOut() {
  try {
    await remove('session');
  } finally {
    forgetConversation();
    signIn('');
  }
}

function signIn(code) {
  shell = undefined;
  forgetNotices();
  document.querySelectorAll('dialog').forEach(dialog => dialog.close());
  dress(t('signin.title'));
  const page = signInPage(code, location.hash, start);
  app.replaceChildren(banner, page, h('div', { class: 'corner' }, languageButton()));
  page.querySelector('input').focus();
}

function dress(title) {
  document.title = title + ' · Tenon';
  document.documentElement.lang = tag();
  document.getElementById('skip').textContent = t('skip');
}

/** Shows the page that the address names. */
function show(moved) {
  if (!shell) return;
  const [, name = 'chat', id] = location.hash.split('/');
  const page = PAGES[name] ? name : name === 'install' ? 'plugins' : 'chat';
  dress(t('nav.' + page));
  shell.links.forEach(link => {
    if (link.hash === '#/' + page) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
  shell.main.className = 'page-' + page;
  shell.main.replaceChildren(...PAGES[page]());
  scrollTo(0, 0);
  countProblems();
  if (page === 'chat') document.getElementById('request').focus();
  else if (moved) shell.main.querySelector('h1').focus();
  if (name === 'install' && id) install(decodeURIComponent(id));
}

/** Where the catalogue's install link leads: shows the plan and asks, as everywhere. */
async function install(plugin) {
  history.replaceState(null, '', '#/plugins');
  await changePlugin('install', plugin);
  if (location.hash === '#/plugins') show(false);
}

async function start() {
  try {
    const status = await get('status');
    shell = buildShell();
    shell.footer.textContent = t('footer', status.version, status.generation);
    app.replaceChildren(banner, shell.element);
    show(false);
    watchNotices();
  } catch (refusal) {
    if (refusal.status !== 401) setTimeout(start, 2000);
  }
}

onSignedOut(() => {
  forgetConversation();
  if (!document.querySelector('.signin')) signIn('');
});

onReachable(reachable => {
  if (reachable === banner.hidden) return;
  banner.hidden = reachable;
  banner.textContent = t('unreachable');
  if (reachable) announce(t('reachable'));
});

document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  document.getElementById('main')?.focus();
});

addEventListener('hashchange', () => {
  const code = codeFromAddress();
  if (code) signIn(code);
  else show(true);
});

const code = codeFromAddress();
if (code) signIn(code);
else start();
