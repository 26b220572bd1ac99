// Find and replace, and the quiet question whether a word that was mended is to be mended elsewhere too.
import { counted, get, quiet } from "./dom.js";
import { crossed } from "./crossing.js";
import { whereOf } from "./finding.js";
import { revert } from "./gestures.js";
import { edit, shown, undo } from "./steps.js";
import { currentRow, numberOf, paint, rangeIn, rowsShown, setCurrent } from "./text.js";
import { common, pieces } from "./times.js";
import { leave, selectedIn } from "./writing.js";

const PAINTED = 2000;
const SHORTEST = 3;
const finder = { hits: [], at: -1 };
const asked = new Set();
const LETTER = "[\\p{L}\\p{M}\\p{N}_]";

// A pattern of what is looked for; null for nothing.
function patternOf(text, matchCase, whole) {
  if (!text) return null;
  const plain = text.replace(/[\\^$.*+?()[\]{}|/]/gu, (letter) => "\\" + letter);
  return new RegExp(whole ? `(?<!${LETTER})${plain}(?!${LETTER})` : plain, matchCase ? "gu" : "giu");
}

function hitsOf(pattern) {
  return rowsShown().flatMap((row) =>
    [...row.p.text.matchAll(pattern)].map((found) => ({
      row,
      first: found.index,
      last: found.index + found[0].length,
    })),
  );
}

const wantedPattern = () => patternOf(get("wanted").value, get("match-case").checked, get("whole-word").checked);

export function search() {
  if (get("finder").hidden) return;
  const pattern = wantedPattern();
  finder.hits = pattern ? hitsOf(pattern) : [];
  finder.at = Math.min(finder.at, finder.hits.length - 1);
  paint(
    "find",
    finder.hits.slice(0, PAINTED).map((hit) => rangeIn(hit.row, hit.first, hit.last)),
  );
  tellHits();
}

function tellHits() {
  const { hits, at } = finder;
  const some = hits.length > 0;
  get("hits").textContent = !get("wanted").value
    ? ""
    : !some
      ? "None"
      : at < 0
        ? `${hits.length} found`
        : `${at + 1} of ${hits.length}`;
  get("replace-one").disabled = get("replace-all").disabled = !some;
  paint("found", at >= 0 && hits[at] ? [rangeIn(hits[at].row, hits[at].first, hits[at].last)] : []);
}

function goToHit(by) {
  const { hits } = finder;
  if (!hits.length) return;
  finder.at = (finder.at + by + hits.length) % hits.length;
  setCurrent(hits[finder.at].row, "center");
  tellHits();
}

// From the paragraph one is at.
function firstFrom() {
  const from = numberOf(currentRow());
  finder.at = finder.hits.findIndex((hit) => numberOf(hit.row) >= from);
  if (finder.at < 0 && finder.hits.length) finder.at = 0;
  if (finder.at >= 0) setCurrent(finder.hits[finder.at].row, "nearest");
  tellHits();
}

// One step for all; a replacement stands as it is written.
function replaceHits(hits, by) {
  const texts = [...Map.groupBy(hits, (hit) => hit.row)].map(([{ p }, list]) => ({
    where: whereOf(p),
    text: list
      .reduceRight((text, hit) => text.slice(0, hit.first) + by + text.slice(hit.last), p.text)
      .replace(/ {2,}/gu, " ")
      .trim(),
  }));
  edit([{ do: "rewrite", texts }]);
  return hits.length;
}

function replaceOne() {
  if (finder.at < 0) {
    goToHit(1);
    return;
  }
  replaceHits([finder.hits[finder.at]], get("by").value);
  search();
  if (finder.hits.length) {
    finder.at -= 1;
    goToHit(1);
  }
}

function replaceAll() {
  const number = replaceHits(finder.hits, get("by").value);
  search();
  quiet(`${number} replaced.`, ["Undo", () => revert(undo)]);
}

export function openFinder(open = true) {
  const field = get("wanted");
  const row = currentRow();
  const selected = row && !crossed() ? selectedIn(row) : null;
  const marked = selected && selected[0] !== selected[1] ? row.p.text.slice(...selected).trim() : "";
  leave();
  get("finder").hidden = !open;
  get("find").setAttribute("aria-expanded", String(open));
  if (!open) {
    paint("find", []);
    paint("found", []);
    currentRow()?.words.focus({ preventScroll: true });
    return;
  }
  if (marked) {
    field.value = marked;
    get("whole-word").checked = !/\s/u.test(marked);
  }
  field.focus();
  field.select();
  search();
}

const inTexts = (word) => {
  const pattern = patternOf(word, true, true);
  return shown().paragraphs.filter((p) => p.text.search(pattern) >= 0);
};
function everywhere(word, by) {
  const hits = hitsOf(patternOf(word, true, true));
  if (hits.length) quiet(`${replaceHits(hits, by)} replaced.`, ["Undo", () => revert(undo)]);
}

export function offerRename(old, fresh) {
  const times = inTexts(old).length;
  if (times)
    quiet(`Write ${fresh} in ${counted(times, "other place", "other places")} too?`, [
      "Yes",
      () => everywhere(old, fresh),
    ]);
}

// A paragraph was left: was one word of it changed into another, and does the old one stand elsewhere?
export function offerElsewhere(before, after) {
  const old = pieces(before.text);
  const fresh = pieces(after.text);
  const { front, back } = common(old, fresh);
  if (old.length !== fresh.length || old.length - front - back !== 1) return;
  const bare = (word) => word.text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const word = bare(old[front]);
  const by = bare(fresh[front]);
  if (word === by || word.length < SHORTEST || !by || asked.has(word)) return;
  const times = inTexts(word).length;
  if (!times) return;
  asked.add(word);
  quiet(`${word} also stands in ${counted(times, "other place", "other places")}. Change it too?`, [
    "Yes",
    () => everywhere(word, by),
  ]);
}

export function startFind() {
  const field = get("wanted"),
    again = () => {
      finder.at = -1;
      search();
      firstFrom();
    };
  get("find").onclick = () => openFinder(get("finder").hidden);
  get("finder-close").onclick = () => openFinder(false);
  field.addEventListener("input", () => {
    get("whole-word").checked =
      field.value !== "" && /^[\p{L}\p{M}\p{N}_]+$/u.test(field.value) && get("whole-word").checked;
    again();
  });
  for (const name of ["match-case", "whole-word"]) get(name).addEventListener("change", again);
  get("replace-one").onclick = replaceOne;
  get("replace-all").onclick = replaceAll;
  get("finder").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      openFinder(false);
    } else if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      goToHit(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && event.target === get("by")) {
      event.preventDefault();
      replaceOne();
    }
  });
}
