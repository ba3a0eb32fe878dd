// SPDX-License-Identifier: Apache-2.0
// The one way to change anything: show what would happen, ask, then follow the job.
import { follow, post, remove } from './api.js';
import { announce, h, toast } from './dom.js';
import { countProblems } from './doctor.js';
import { bytes, problem, t } from './i18n.js';
import { jobView } from './job.js';

/**
 * Opens the dialog. details() resolves to what is shown before asking; confirm is the button's text, or a function that
 * says it again once the details are there; check() says at the fields what is wrong there, and whether nothing is; callOff
 * lets the job be called off while it goes on; unfit is what to do if what was tried is not fit to serve; start() begins
 * the job; begun is a job that goes on already: then nothing is asked. Resolves to whether it ended well, once the dialog is closed and the job, if there is one, has ended.
 */
export function askToChange({ heading, details, confirm, danger, check, callOff, unfit, start, begun }) {
  return new Promise(resolve => {
    const title = h('h2', { id: 'change-title', tabindex: '-1', autofocus: true }, heading);
    const body = h('div', { class: 'change-body' }, h('p', { class: 'muted' }, t('plan.making')));
    const cancel = h('button', { type: 'button', onclick: () => dialog.close() }, t('cancel'));
    const go = h('button', { type: 'button', class: danger ? 'danger' : 'primary', disabled: true, onclick: begin }, typeof confirm === 'function' ? confirm() : confirm);
    const stop = h('button', { type: 'button', hidden: true }, t('job.calloff'));
    const actions = h('div', { class: 'actions' }, stop, cancel, go);
    const dialog = h('dialog', { class: 'change', 'aria-labelledby': 'change-title' }, title, body, actions);
    let well = false;
    let running = false;

    dialog.addEventListener('close', () => {
      dialog.remove();
      if (!running) resolve(well);
    });
    document.body.append(dialog);
    dialog.showModal();
    if (begun) begin();
    else load();

    async function load() {
      try {
        body.replaceChildren(...await details());
        if (typeof confirm === 'function') go.textContent = confirm();
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

    async function callOffNow(job) {
      stop.disabled = true;
      stop.textContent = t('job.callingoff');
      cancel.focus();
      try {
        await remove('jobs/' + encodeURIComponent(job.id));
        announce(t('job.callingoff'));
      } catch (refusal) {
        stop.disabled = false;
        stop.textContent = t('job.calloff');
        body.append(h('p', { class: 'error', role: 'alert' }, problem(refusal)));
      }
    }

    async function begin() {
      if (check && !check()) return;
      const view = jobView();
      body.replaceChildren(view.element);
      go.remove();
      cancel.textContent = t('hide');
      cancel.focus();
      running = true;
      try {
        const job = begun ?? await start();
        stop.hidden = !callOff;
        stop.onclick = () => callOffNow(job);
        const ended = await follow(job, view.update);
        well = ended.state === 'done';
        if (!well) {
          title.textContent = t(ended.problem.code === 'cancelled' ? 'plan.cancelled' : 'plan.failed');
          if (unfit && ended.problem.code === 'unfit') body.append(h('p', { class: 'muted small' }, unfit));
        }
        countProblems();
        cancel.textContent = t('close');
        if (!dialog.open) toast(well ? t('job.ended', ended.result) : t('job.broke', ended.problem.message), !well);
      } catch (refusal) {
        refuse(refusal);
      }
      if (stop === document.activeElement) cancel.focus();
      stop.remove();
      running = false;
      if (!dialog.open) resolve(well);
    }
  });
}

/** Plans a change of plugins, shows the plan and asks; going on grants what is new among the permissions and consents to a new publisher. */
export function changePlugin(action, plugin, name = plugin) {
  const change = { action, plugin, versions: '' };
  let consent = 'plan.confirm.grant';
  return askToChange({
    heading: t('plan.' + action, name),
    details: async () => {
      const plan = await post('plan', change);
      change.accept = plan.lines.filter(line => line.newPermissions?.length || line.newPublisher).map(line => line.source.sha256);
      if (plan.lines.some(line => line.newPublisher)) consent = 'plan.confirm.consent';
      return planView(plan);
    },
    confirm: () => t(change.accept?.length ? consent : 'plan.confirm.' + action),
    danger: action === 'remove',
    unfit: t('plan.failed.unfit'),
    start: () => post('jobs', change),
  });
}

function planView(plan) {
  const removal = plan.change.action === 'remove';
  const asksMore = plan.lines.some(line => line.newPermissions?.length);
  const otherPublisher = plan.lines.some(line => line.newPublisher);
  const fetched = plan.lines.filter(line => line.source?.bytesToFetch > 0).length;
  return [
    otherPublisher && h('p', { class: 'warning', role: 'alert' }, t('plan.otherpublisher')),
    asksMore && h('p', { class: 'warning', role: 'alert' }, t('plan.asksmore')),
    plan.restart && h('p', { class: 'warning', role: 'alert' }, t('plan.restart', plan.restart)),
    h('ul', { class: 'plan' }, plan.lines.map(line => lineView(line, removal, fetched > 1))),
    plan.touched?.length > 0 && h('ul', { class: 'touched' }, plan.touched.map(touchedView)),
    ...(plan.notes ?? []).map(note => h('p', { class: 'muted small' }, note)),
    !removal && h('p', { class: 'sum' }, t('plan.fetch'), h('strong', {}, plan.bytesToFetch ? bytes(plan.bytesToFetch) : t('plan.nofetch'))),
  ].filter(Boolean);
}

function touchedView(touched) {
  return h('li', { class: 'small' }, t(touched.restarts ? 'plan.touched.restarts' : 'plan.touched', touched.id, touched.of, touched.through));
}

/** The sum stands below; what each line adds to it is said where there are several. */
function lineView(line, removal, each) {
  const kind = !line.to ? 'removes' : line.from ? 'changes' : 'adds';
  const versions = [line.from, line.to].filter(Boolean).join(' → ');
  const source = line.source ?? {};
  const fate = line.data?.fate ?? 'none';
  return h('li', {},
    h('p', { class: 'line' }, h('span', { class: 'tag ' + kind }, t('plan.' + kind)), h('code', {}, line.id),
      source.unsigned && h('span', { class: 'tag unsigned' }, t('plugins.mark.unsigned')),
      h('span', { class: 'version' }, versions)),
    h('dl', {},
      !removal && [h('dt', {}, t('plan.permissions')), permissionsView(line)],
      source.publisher && [h('dt', {}, t('plan.publisher')), h('dd', {}, source.publisher)],
      line.newPublisher && [h('dt', {}, t('plan.newpublisher')), h('dd', {}, h('strong', {}, line.newPublisher))],
      !removal && line.signedBy && [h('dt', {}, t('plan.signed')), h('dd', {}, line.signedBy)],
      each && source.bytesToFetch > 0 && [h('dt', {}, t('plan.fetch')), h('dd', {}, bytes(source.bytesToFetch))],
      line.rehearsed && [h('dt', {}, t('plan.rehearsal')), h('dd', {}, t('plan.rehearsed'))],
      fate !== 'none' && [h('dt', {}, t('plan.data')), h('dd', {}, t('plan.data.' + fate, line.data.from, line.data.to))]));
}

function permissionsView(line) {
  if (!line.permissions.length) return h('dd', {}, t('plan.permissions.none'));
  const fresh = line.newPermissions ?? [];
  return h('dd', {},
    line.permissions.map(permission => [
      h('code', { class: fresh.includes(permission) ? 'permission new' : 'permission' }, permission),
      fresh.includes(permission) && h('strong', { class: 'fresh' }, t('plan.permissions.new'))]),
    h('em', {}, t('plan.permissions.note')));
}
