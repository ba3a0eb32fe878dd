// SPDX-License-Identifier: Apache-2.0
// The one way to change anything: show what would happen, ask, then follow the job.
import { follow, post } from './api.js';
import { announce, h, toast } from './dom.js';
import { bytes, problem, t } from './i18n.js';
import { jobView } from './job.js';

/**
 * Opens the dialog. details() resolves to what is shown before asking; start() begins the job. Resolves to whether it
 * ended well, once the dialog is closed and the job, if there is one, has ended.
 */
export function askToChange({ heading, details, confirm, danger, start }) {
  return new Promise(resolve => {
    const title = h('h2', { id: 'change-title', tabindex: '-1', autofocus: true }, heading);
    const body = h('div', { class: 'change-body' }, h('p', { class: 'muted' }, t('plan.making')));
    const cancel = h('button', { type: 'button', onclick: () => dialog.close() }, t('cancel'));
    const go = h('button', { type: 'button', class: danger ? 'danger' : 'primary', disabled: true, onclick: begin }, confirm);
    const actions = h('div', { class: 'actions' }, cancel, go);
    const dialog = h('dialog', { class: 'change', 'aria-labelledby': 'change-title' }, title, body, actions);
    let well = false;
    let running = false;

    dialog.addEventListener('close', () => {
      dialog.remove();
      if (!running) resolve(well);
    });
    document.body.append(dialog);
    dialog.showModal();
    load();

    async function load() {
      try {
        body.replaceChildren(...await details());
        go.disabled = false;
        announce(heading);
      } catch (refusal) {
        refuse(refusal);
      }
    }

    function refuse(refusal) {
      title.textContent = t('plan.refused');
      body.replaceChildren(h('p', { class: 'error', role: 'alert' }, problem(refusal)));
      go.remove();
      cancel.textContent = t('close');
      cancel.focus();
    }

    async function begin() {
      const view = jobView();
      body.replaceChildren(view.element);
      go.remove();
      cancel.textContent = t('hide');
      cancel.focus();
      running = true;
      try {
        const end = await follow(await start(), view.update);
        well = end.state === 'done';
        cancel.textContent = t('close');
        if (!dialog.open) toast(well ? t('job.ended', end.result) : t('job.broke', end.problem.message), !well);
      } catch (refusal) {
        refuse(refusal);
      }
      running = false;
      if (!dialog.open) resolve(well);
    }
  });
}

/** Plans a change of plugins, shows the plan and asks. */
export function changePlugin(action, plugin, name = plugin) {
  const change = { action, plugin, versions: '' };
  return askToChange({
    heading: t('plan.' + action, name),
    details: async () => planView(await post('plan', change)),
    confirm: t('plan.confirm.' + action),
    danger: action === 'remove',
    start: () => post('jobs', change),
  });
}

function planView(plan) {
  const removal = plan.change.action === 'remove';
  return [
    h('ul', { class: 'plan' }, plan.lines.map(line => lineView(line, removal))),
    ...(plan.notes ?? []).map(note => h('p', { class: 'muted small' }, note)),
    !removal && h('p', { class: 'sum' }, t('plan.fetch'), h('strong', {}, plan.bytesToFetch ? bytes(plan.bytesToFetch) : t('plan.nofetch'))),
  ].filter(Boolean);
}

function lineView(line, removal) {
  const kind = !line.to ? 'removes' : line.from ? 'changes' : 'adds';
  const versions = [line.from, line.to].filter(Boolean).join(' → ');
  return h('li', {},
    h('p', { class: 'line' }, h('span', { class: 'tag ' + kind }, t('plan.' + kind)), h('code', {}, line.id), h('span', { class: 'version' }, versions)),
    !removal && h('dl', {},
      h('dt', {}, t('plan.permissions')),
      line.permissions.length
        ? h('dd', {}, line.permissions.map(permission => h('code', { class: 'permission' }, permission)), h('em', {}, t('plan.permissions.note')))
        : h('dd', {}, t('plan.permissions.none')),
      line.signedBy && [h('dt', {}, t('plan.signed')), h('dd', {}, line.signedBy)]));
}
