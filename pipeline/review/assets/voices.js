// One row a voice, longest first: its name, how it sounds, its role and why, and whose voice it is as well.
import { clock, get, make, nameOf, quiet, roleOf, ROLES } from "./dom.js";
import { offerRename } from "./find.js";
import { airtimes, byAirtime } from "./picker.js";
import { hear } from "./sound.js";
import { edit, shown } from "./steps.js";
import { leave } from "./writing.js";

const SAMPLE = 4;
const heard = new Map();

export function drawVoices() {
  const panel = get("voices");
  const state = shown();
  const focus = document.activeElement;
  if (get("panel-voices").hidden) return;
  if (panel.contains(focus) && focus.matches("input") && focus.value !== focus.defaultValue) return;
  const at = panel.contains(focus) ? [focus.closest("li").dataset.label, focus.dataset.part] : null;
  const times = airtimes(state);
  const most = Math.max(1, ...times.values());
  panel.replaceChildren(...byAirtime(state).map((one) => voice(one, times.get(one.label) ?? 0, most)));
  if (at)
    panel.querySelector(`li[data-label="${CSS.escape(at[0])}"] [data-part="${at[1]}"]`)?.focus({ preventScroll: true });
}

function voice(one, seconds, most) {
  const role = roleOf(one);
  const list = "names-" + one.label;
  const bar = make("i", {});
  bar.style.width = `${(100 * seconds) / most}%`;
  const name = make("input", {
    "data-part": "name",
    value: one.name ?? "",
    placeholder: one.called,
    dir: "auto",
    autocomplete: "off",
    list: one.suggestions.length ? list : null,
    "aria-label": "Name of " + one.called,
    onchange: (event) => {
      event.target.defaultValue = event.target.value;
      rename(one, event.target.value.trim());
    },
  });
  const suggested = one.suggestions.length
    ? make("datalist", { id: list }, ...one.suggestions.map((text) => make("option", { value: text })))
    : null;
  const by = [one.named_by_person ? "name" : "", one.role_by_person ? "role" : ""].filter(Boolean).join(" and ");
  const why = [...one.evidence, by ? `${by[0].toUpperCase()}${by.slice(1)} by you` : ""].filter(Boolean);
  return make(
    "li",
    { class: "voice " + role, "data-label": one.label },
    name,
    suggested,
    make(
      "button",
      { class: "line", "data-part": "hear", "aria-label": "Hear " + one.called, onclick: () => hearSample(one) },
      "Hear",
    ),
    make(
      "p",
      { class: "role" },
      make("span", { class: "mark " + role }),
      roles(one, role),
      make("span", { class: "share", "aria-hidden": "true" }, bar),
      make("span", { class: "time" }, clock(seconds)),
    ),
    make("div", { class: "why" }, ...why.map((text) => make("small", { dir: "auto" }, text))),
    sameAs(one),
  );
}

function roles(one, role) {
  return make(
    "select",
    {
      "data-part": "role",
      "aria-label": "Role of " + one.called,
      onchange: (event) => edit([{ do: "role", label: one.label, role: event.target.value }]),
    },
    ...Object.entries(ROLES).map(([value, name]) => make("option", { value, selected: value === role }, name)),
  );
}

function sameAs(one) {
  const others = byAirtime(shown()).filter((other) => other !== one);
  return make(
    "select",
    {
      class: "same",
      "data-part": "same",
      "aria-label": `${one.called} is the same as`,
      onchange: (event) => merge(one, event.target.value),
    },
    make("option", { value: "" }, "Same as…"),
    ...others.map((other) => make("option", { value: other.label }, nameOf(other))),
  );
}

function merge(one, into) {
  if (!into) return;
  const other = shown().speakers.find((speaker) => speaker.label === into);
  leave();
  edit([{ do: "merge", label: one.label, into }]);
  quiet(`${one.called} is ${nameOf(other)} now.`);
}

function rename(one, name) {
  if (name === (one.name ?? "")) return;
  edit([{ do: "name", label: one.label, name: name || null }]);
  if (one.name && name) offerRename(one.name, name);
}

// The next sample on every press; without samples, what the voice says first.
function hearSample(one) {
  const first = shown().paragraphs.find((p) => p.speaker === one.label);
  const samples = one.samples.length ? one.samples : first ? [[first.start, first.end]] : [];
  if (!samples.length) return;
  const next = (heard.get(one.label) ?? -1) + 1;
  const [from, to] = samples[next % samples.length];
  heard.set(one.label, next);
  hear(from, Math.min(to, from + SAMPLE));
}
