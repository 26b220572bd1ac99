// The text: one row a paragraph, one section a turn. Only what differs from what is drawn already is drawn.
import { get, make, nameOf, roleOf, ROLES } from "./dom.js";
import { speakerOf } from "./finding.js";
import { begun } from "./times.js";
import { moment } from "./timecode.js";

const LONGEST_TURN = 40;
const FEW = 4;
const text = get("text");
const paints = "highlights" in CSS && typeof Highlight === "function";
document.documentElement.classList.toggle("unpainted", !paints);
let blocks = [];
let rows = [];
let current = null;
let livingRow = null;
const rowsByElement = new WeakMap();

export const rowsShown = () => rows;
export const currentRow = () => current;
export const rowOf = (element) => rowsByElement.get(element?.closest?.(".p")) ?? null;
export const rowAt = (number) => rows[Math.max(0, Math.min(rows.length - 1, number))] ?? null;
export const numberOf = (row) => rows.indexOf(row);
export const rowAtTime = (seconds) =>
  rows[
    Math.max(
      0,
      begun(rows, seconds + 0.0005, (row) => row.p.start),
    )
  ] ?? null;
export const rowWith = (id) => rows.find((row) => row.p.id === id) ?? null;
export const setLivingRow = (row) => {
  livingRow = row;
};

// What stands one below the other: turns of one voice, and what was left out, in its place by time.
function blocksOf(state) {
  const result = [];
  const gaps = [...state.left_out];
  let block = null;
  for (const p of state.paragraphs) {
    while (gaps.length && gaps[0].start <= p.start) {
      result.push({ gap: gaps.shift() });
      block = null;
    }
    if (!block || block.speaker !== p.speaker || block.list.length === LONGEST_TURN) {
      const goesOn = Boolean(block) && block.speaker === p.speaker;
      const person = speakerOf(state, p.speaker);
      block = { speaker: p.speaker, role: roleOf(person), name: nameOf(person), goesOn, list: [] };
      result.push(block);
    }
    block.list.push(p);
  }
  return [...result, ...gaps.map((gap) => ({ gap }))];
}

const sameHead = (one, other) =>
  !one.gap &&
  !other.gap &&
  one.speaker === other.speaker &&
  one.role === other.role &&
  one.name === other.name &&
  one.goesOn === other.goesOn;
const sameGap = (one, other) =>
  one.gap.start === other.gap.start && one.gap.text === other.gap.text && one.gap.what === other.gap.what;
const same = (one, other) =>
  one.gap && other.gap
    ? sameGap(one, other)
    : sameHead(one, other) && one.list.length === other.list.length && one.list.every((p, at) => p === other.list[at]);

export function drawText(state) {
  const fresh = blocksOf(state);
  let front = 0;
  let back = 0;
  while (front < Math.min(blocks.length, fresh.length) && same(blocks[front], fresh[front])) front++;
  while (back < Math.min(blocks.length, fresh.length) - front && same(blocks.at(-1 - back), fresh.at(-1 - back)))
    back++;
  const old = blocks.slice(front, blocks.length - back);
  const now = fresh.slice(front, fresh.length - back);
  if (old.length === now.length) now.forEach((block, at) => patchBlock(old[at], block));
  else replaceBlocks(old, now, blocks[blocks.length - back]?.element ?? null);
  blocks = [...blocks.slice(0, front), ...now, ...blocks.slice(blocks.length - back)];
  collectRows(state);
}

function replaceBlocks(old, now, before) {
  const made = now.map((block) => builtBlock(block));
  for (const block of old) block.element.remove();
  if (before) before.before(...made);
  else text.append(...made);
}

function patchBlock(old, block) {
  if (old.gap || block.gap || !sameHead(old, block)) {
    old.element.replaceWith(builtBlock(block));
    return;
  }
  block.element = old.element;
  let front = 0;
  let back = 0;
  const most = Math.min(old.list.length, block.list.length);
  while (front < most && old.list[front] === block.list[front]) front++;
  while (back < most - front && old.list.at(-1 - back) === block.list.at(-1 - back)) back++;
  const gone = old.rows.slice(front, old.rows.length - back);
  const fresh = block.list.slice(front, block.list.length - back);
  const made = fresh.map((p, at) => (at < gone.length ? patchRow(gone[at], p) : builtRow(p, block.role)));
  for (const row of gone.slice(fresh.length)) row.element.remove();
  const before = old.rows[old.rows.length - back]?.element ?? null;
  for (const row of made.slice(gone.length)) block.element.lastElementChild.insertBefore(row.element, before);
  block.rows = [...old.rows.slice(0, front), ...made, ...old.rows.slice(old.rows.length - back)];
}

function patchRow(row, p) {
  row.p = p;
  if (row === livingRow) return row;
  if (row.words.textContent !== p.text) row.words.textContent = p.text;
  row.element.classList.toggle("quoted", p.quoted);
  row.element.classList.toggle("unsure", p.unsure);
  row.time.textContent = moment(p.start);
  row.time.setAttribute("aria-label", "Hear from " + moment(p.start));
  return row;
}

function builtRow(p, role) {
  const time = make(
    "button",
    { class: "t", tabindex: -1, lang: "en", "aria-label": "Hear from " + moment(p.start) },
    moment(p.start),
  );
  const words = make("p", { class: "w", dir: "auto", tabindex: -1 }, p.text);
  const flags = make("span", { class: "flags", lang: "en" });
  const kind = p.quoted ? " quoted" : p.unsure ? " unsure" : "";
  const row = { p, time, words, flags, element: make("div", { class: "p " + role + kind }, time, words, flags) };
  rowsByElement.set(row.element, row);
  return row;
}

function builtBlock(block) {
  if (block.gap) return (block.element = builtGap(block.gap));
  block.rows = block.list.map((p) => builtRow(p, block.role));
  const name = make("b", {}, make("bdi", {}, block.name));
  const who = make(
    "h2",
    { class: "who", lang: "en" },
    make(
      "button",
      { tabindex: -1, "data-label": block.speaker ?? "" },
      name,
      " ",
      make("span", { class: "mark " + block.role }, ROLES[block.role]),
    ),
  );
  const list = make("div", {}, ...block.rows.map((row) => row.element));
  block.element = make("section", { class: "turn " + block.role }, block.goesOn ? null : who, list);
  return block.element;
}

function builtGap(gap) {
  const back = gap.back ? make(
    "button",
    { class: "link back", lang: "en", "data-start": gap.start, "data-end": gap.end },
    "Take back in",
  ) : null;
  const told = make("span", { class: "what", lang: "en" }, gap.what, " ", back ?? "");
  return make(
    "div",
    { class: "gap" },
    make("span", { class: "t", lang: "en" }, moment(gap.start)),
    make("p", {}, told, gap.text ? make("del", { dir: "auto" }, gap.text) : null),
  );
}

function collectRows(state) {
  const was = current?.p.start;
  rows = blocks.flatMap((block) => block.rows ?? []);
  if (!rows.length && !blocks.length) text.replaceChildren(...nothingHeard(state));
  if (current && current.element.isConnected) return;
  current = null;
  if (rows.length) setCurrent(was === undefined ? rows[0] : rowAtTime(was));
}

function nothingHeard(state) {
  return [
    make("p", { class: "opening", lang: "en" }, "No speech was found in this recording."),
    make(
      "ul",
      { class: "opening", lang: "en" },
      ...state.skipped.map((one) => make("li", {}, `${moment(one.start)}: ${one.reason}`)),
    ),
  ];
}

export function clearText() {
  blocks = [];
  text.replaceChildren();
}

// The paragraph that is the text's one stop for the Tab key.
export function setCurrent(row, view = null) {
  if (current && current !== row) current.words.tabIndex = -1;
  current = row;
  if (!row) return;
  row.words.tabIndex = 0;
  if (view) bringIntoView(row, view);
}

export const bringIntoView = (row, block = "center") => row.element.scrollIntoView({ block, behavior: "instant" });

// Highlights are painted over text nodes, so that no word needs an element.
export function rangeIn(row, first, last) {
  const letters = row.words.firstChild;
  const range = new Range();
  if (!letters) {
    range.selectNodeContents(row.words);
    return range;
  }
  range.setStart(letters, Math.max(0, Math.min(first, letters.length)));
  range.setEnd(letters, Math.max(0, Math.min(last, letters.length)));
  return range;
}

export function paint(name, ranges) {
  if (!paints) return;
  const layer = new Highlight(...ranges);
  if (name === "find") layer.priority = 1;
  CSS.highlights.set(name, layer);
}

// Numbered flags beside the paragraphs that have an open place, and a wave under the few words that are in doubt.
export function drawFlags(places) {
  for (const flag of text.querySelectorAll(".flag")) flag.remove();
  const byId = new Map(rows.map((row) => [row.p.id, row]));
  const doubtful = [];
  for (const { place, number, kind } of places) {
    const row = byId.get(place.paragraph) ?? rowAtTime(place.time);
    if (!row) continue;
    row.flags.append(
      make(
        "button",
        { class: "flag", tabindex: -1, "data-place": place.id, "aria-label": `Place ${number} to check: ${kind}` },
        String(number),
      ),
    );
    const words = place.first === null ? 0 : row.p.text.slice(place.first, place.last).split(/\s+/u).length;
    if (words && words <= FEW && row !== livingRow) doubtful.push(rangeIn(row, place.first, place.last));
  }
  paint("doubt", doubtful);
}
