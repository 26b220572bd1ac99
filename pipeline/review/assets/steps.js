// The steps made on this page: what is shown is the server's State with those on it that it does not have yet. Undo and redo.
import { difference } from "./difference.js";
import { keepSteps, readKept } from "./kept.js";
import { answered, applied } from "./model.js";

const RUN = 1500;
let base = null;
let keptAs = "";
let holding = false;
let held = null;
let pending = [];
let doneGroups = [];
let undoneGroups = [];
const made = new Map();
const differences = new Map();
const watchers = [];

export const shown = () => (pending.length ? pending[pending.length - 1].after : base);
export const baseNow = () => base;
export const onShown = (watcher) => watchers.push(watcher);
export const unsent = () => pending.filter((one) => !one.known).map((one) => one.step);
export const canUndo = () => doneGroups.length > 0;
export const canRedo = () => undoneGroups.length > 0;
export const isHeld = () => holding;

const tellWatchers = (how = {}) => watchers.forEach((watcher) => watcher(shown(), how));
const keepAll = (gone = []) => keepSteps(keptAs, unsent(), gone);

export function openState(state, name) {
  base = state;
  keptAs = name;
  for (const step of readKept(name).steps ?? []) {
    if (!pending.some((one) => one.step.id === step.id)) push(step);
    if (!step.actions.some((action) => action.do === "undo")) doneGroups.push({ ids: [step.id], run: null, when: 0 });
  }
  tellWatchers();
}

function push(step) {
  const before = shown();
  const after = applied(before, step, differences);
  pending.push({ step, before, after, sent: false, known: false });
  made.set(step.id, step);
  differences.set(step.id, difference(before, after));
}

const newStep = (actions) => ({ id: newId(), at: new Date().toISOString(), actions });

// From a file there is no `randomUUID` in some browsers: it is for secure pages alone.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// One undoable thing. Typing has a `run`: rewrites of the same run that follow at once are one thing together.
export function edit(actions, run = null) {
  const group = doneGroups[doneGroups.length - 1];
  const last = pending[pending.length - 1];
  const now = Date.now();
  const goesOn = run !== null && group?.run === run && now - group.when < RUN;
  undoneGroups = [];
  if (goesOn && last && !last.sent && last.step.id === group.ids[group.ids.length - 1])
    retype(last, actions[0].texts[0].text);
  else {
    push(newStep(actions));
    const id = pending[pending.length - 1].step.id;
    if (goesOn) group.ids.push(id);
    else doneGroups.push({ ids: [id], run, when: now });
  }
  doneGroups[doneGroups.length - 1].when = now;
  keepAll();
  tellWatchers({ typing: run !== null });
}

function retype(entry, text) {
  const [action] = entry.step.actions;
  const texts = [{ ...action.texts[0], text }];
  entry.step = { ...entry.step, actions: [{ ...action, texts }] };
  entry.after = applied(entry.before, entry.step, differences);
  made.set(entry.step.id, entry.step);
  differences.set(entry.step.id, difference(entry.before, entry.after));
}

// Takes the newest thing back; false where there is none. What was never sent has not happened.
export function undo() {
  const group = doneGroups.pop();
  if (!group) return false;
  const steps = group.ids.map((id) => made.get(id));
  const gone = [];
  const sent = [];
  for (const id of group.ids.toReversed()) {
    const last = pending[pending.length - 1];
    if (last && last.step.id === id && !last.sent) {
      pending.pop();
      gone.push(id);
    } else sent.push(id);
  }
  if (sent.length) push(newStep([{ do: "undo", steps: sent }]));
  undoneGroups.push(steps);
  keepAll(gone);
  tellWatchers();
  return true;
}

export function redo() {
  const steps = undoneGroups.pop();
  if (!steps) return false;
  const ids = steps.map((step) => {
    push(newStep(step.actions));
    return pending[pending.length - 1].step.id;
  });
  doneGroups.push({ ids, run: null, when: 0 });
  keepAll();
  tellWatchers();
  return true;
}

// Any step of the history, also another person's or one of an earlier visit.
export function undoSteps(ids) {
  const newest = doneGroups[doneGroups.length - 1];
  if (newest && newest.ids.every((id) => ids.includes(id))) {
    undo();
    return;
  }
  doneGroups = doneGroups.filter((group) => !group.ids.some((id) => ids.includes(id)));
  push(newStep([{ do: "undo", steps: ids }]));
  keepAll();
  tellWatchers();
}

export const lastStep = () => doneGroups[doneGroups.length - 1]?.ids ?? [];
export const stepsMade = () => pending.map((one) => one.step);

export function markSent() {
  for (const one of pending) one.sent = true;
}

// The server has these steps: its answer, to what it was asked `from`, is the new base, at once or as soon as nobody writes.
export function acknowledge(ids, from, answer) {
  for (const one of pending) if (ids.includes(one.step.id)) one.known = true;
  keepSteps(keptAs, unsent(), ids);
  if (holding) held = answered(from, answer);
  else rebase(answered(from, answer));
}

export function takeOver(from, answer) {
  if (!holding) rebase(answered(from, answer));
}

export function startAfresh(state) {
  held = null;
  rebase(state);
}

function rebase(state) {
  base = state;
  const rest = pending.filter((one) => !one.known);
  pending = [];
  for (const { step, sent } of rest) {
    push(step);
    pending[pending.length - 1].sent = sent;
  }
  tellWatchers({ fromServer: true });
}

// While a paragraph is written nothing but the writer's own steps may change what is under the caret.
export function hold(on) {
  holding = on;
  const state = held;
  if (on || !state) return;
  held = null;
  rebase(state);
}
