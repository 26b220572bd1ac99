// Which voice it was: a small dialog with the voices by airtime, and for how much of the text it holds.
import { clock, get, keyCap, make, nameOf, roleOf } from "./dom.js";
import { speakerOf, whereOf } from "./finding.js";
import { shown } from "./steps.js";

const NUMBERED = 9;

export function airtimes(state) {
  const seconds = new Map(state.speakers.map((one) => [one.label, 0]));
  for (const p of state.paragraphs) seconds.set(p.speaker, (seconds.get(p.speaker) ?? 0) + p.end - p.start);
  return seconds;
}

export function byAirtime(state) {
  const seconds = airtimes(state);
  return state.speakers.toSorted((one, other) => seconds.get(other.label) - seconds.get(one.label));
}

function freshLabel(state) {
  const numbers = state.speakers.map((one) => Number(/\d+$/.exec(one.label)?.[0] ?? 0));
  return "S" + (Math.max(0, ...numbers) + 1);
}

// The paragraphs before and after one that are of its voice, without a break.
function turnOf(state, p) {
  const list = state.paragraphs;
  let from = list.indexOf(p);
  let to = from;
  while (from > 0 && list[from - 1].speaker === p.speaker) from--;
  while (to < list.length - 1 && list[to + 1].speaker === p.speaker) to++;
  return list.slice(from, to + 1);
}

function actionFor(scope, { p, stretch }, label) {
  const state = shown();
  const all = state.paragraphs.filter((one) => one.speaker === p.speaker);
  if (scope === "words") return { do: "reassign_words", where: whereOf(p), start: stretch[0], end: stretch[1], label };
  if (scope === "voice" && p.speaker && speakerOf(state, label)) return { do: "merge", label: p.speaker, into: label };
  return { do: "reassign", wheres: (scope === "voice" ? all : turnOf(state, p)).map(whereOf), label };
}

// `about` is a paragraph and, where only some of its words are meant, their stretch in seconds. `chosen` gets the action.
export function pickVoice(about, chosen) {
  const state = shown();
  const dialog = get("picker");
  const scope = get("scope");
  const times = airtimes(state);
  const voices = byAirtime(state).filter((one) => one.label !== about.p.speaker);
  const fresh = freshLabel(state);
  const choice = (label, shortcut, ...told) =>
    make(
      "li",
      {},
      make(
        "button",
        { class: "choice", value: label, "aria-keyshortcuts": shortcut },
        ...told,
        shortcut ? keyCap(shortcut) : null,
      ),
    );
  get("choices").replaceChildren(
    ...voices.map((one, at) =>
      choice(
        one.label,
        at < NUMBERED ? String(at + 1) : null,
        make("span", { class: "mark " + roleOf(one) }),
        make("span", { dir: "auto", class: "called" }, nameOf(one)),
        make("span", { class: "of" }, clock(times.get(one.label))),
      ),
    ),
    choice(fresh, "N", make("span", { class: "mark unknown" }), make("span", { class: "called" }, "New voice")),
  );
  scope.querySelector("[value=words]").disabled = !about.stretch;
  scope.querySelector(`[value=${about.stretch ? "words" : "turn"}]`).checked = true;
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue) chosen(actionFor(scope.querySelector(":checked").value, about, dialog.returnValue));
  };
  dialog.onkeydown = (event) => {
    if (event.key === "Enter" && event.target.matches("[type=radio]")) event.preventDefault();
    const number = Number(event.key);
    const label = event.key.toLowerCase() === "n" ? fresh : voices[number - 1]?.label;
    if (event.ctrlKey || event.metaKey || event.altKey || !label || number > NUMBERED) return;
    event.preventDefault();
    dialog.close(label);
  };
  dialog.showModal();
  dialog.querySelector(".choice").focus();
}
