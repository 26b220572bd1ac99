// The check list: each place is played when you get there, settled with one key, and the next opens by itself.
import { get, make, nameOf, quiet, say } from "./dom.js";
import { alike, withSuggestionIn } from "./answers.js";
import { card, drawSummary, drawUnplaced, KINDS, paragraphFor, settledLine } from "./cards.js";
import { speakerOf, whereOf } from "./finding.js";
import { writeAtSound } from "./gestures.js";
import { change } from "./model.js";
import { pickVoice } from "./picker.js";
import { hear, pause } from "./sound.js";
import { edit, lastStep, shown, undoSteps } from "./steps.js";
import { drawMarks } from "./strip.js";
import { currentRow, drawFlags, rowAtTime, rowOf, rowWith, setCurrent } from "./text.js";
import { wordsOf } from "./times.js";
import { leave, liveRow, selectedIn, write } from "./writing.js";
import { moment } from "./timecode.js";

const AT_ONCE = 12;
const BEFORE = 1;
const AFTER = 0.6;
const LONGEST = 12;
const numbers = new Map();
const list = { open: null, settled: [], all: false, showTab: () => {} };

export const openPlaceId = () => list.open?.id ?? null;
const rowFor = (place) => rowWith(place.paragraph) ?? rowAtTime(place.time);
const openPlaces = () => shown().places.toSorted((one, other) => numbers.get(one.id) - numbers.get(other.id));
const marked = () =>
  openPlaces().map((place) => ({ place, number: numbers.get(place.id), kind: KINDS[place.kind] ?? place.kind }));

export function drawCheck() {
  for (const place of shown().places.toSorted((one, other) => one.rank - other.rank))
    if (!numbers.has(place.id)) numbers.set(place.id, numbers.size + 1);
  list.open = shown().places.find((place) => place.id === list.open?.id) ?? null;
  list.settled = list.settled.filter((one) => !shown().places.some((place) => place.id === one.id));
  const left = openPlaces();
  get("left").textContent = left.length || "";
  drawSummary(left.length, left.length + list.settled.length > 0, list.open, () => step(1));
  drawList(left);
  drawUnplaced();
  showHere();
  drawMarks(marked(), openPlaceId());
}

export const redrawFlags = () => drawFlags(marked());

function drawList(left) {
  const some = list.all ? left : left.slice(0, AT_ONCE);
  if (list.open && !some.includes(list.open)) some.push(list.open);
  const focused = document.activeElement?.closest(".place")?.dataset.place;
  const hidden = left.length - some.length;
  const more = make(
    "li",
    {},
    make(
      "button",
      {
        class: "link",
        onclick: () => {
          list.all = true;
          drawCheck();
        },
      },
      `Show ${hidden} more`,
    ),
  );
  get("places").replaceChildren(
    ...some.map((place) => {
      const open = place === list.open;
      return card(place, numbers.get(place.id), open, {
        ...ACTS,
        open: () => (open ? hearPlace() : openPlace(place.id)),
      });
    }),
    ...(hidden > 0 ? [more] : []),
    ...list.settled.map((one) => settledLine(one, () => takeBack(one))),
  );
  if (focused && document.activeElement === document.body)
    document.querySelector(`.place[data-place="${CSS.escape(focused)}"] > button`)?.focus({ preventScroll: true });
}

function showHere() {
  for (const one of document.querySelectorAll(".p.here")) one.classList.remove("here");
  if (list.open) rowFor(list.open)?.element.classList.add("here");
}

export function openPlace(id, { sound = true } = {}) {
  leave();
  const place = shown().places.find((one) => one.id === id) ?? null;
  const row = place && rowFor(place);
  list.open = place;
  if (row) setCurrent(row, "center");
  drawCheck();
  list.showTab("check", false);
  if (!place) return;
  document.querySelector(".place.open > button")?.focus({ preventScroll: true });
  document.querySelector(".place.open")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (sound) hearPlace();
  say(
    `Place ${numbers.get(id)}, ${openPlaces().length} left. ${KINDS[place.kind]}. ${nameOf(speakerOf(shown(), row?.p.speaker))}, ${moment(place.time)}. ${place.why}${place.suggestion ? ` It may be ${place.suggestion}.` : ""}`,
  );
}

// Seconds from and to of the doubtful words, or of the whole paragraph.
function stretchOf(place) {
  const { p } = rowFor(place);
  const words =
    place.first === null ? [] : wordsOf(p).filter((word) => word.last > place.first && word.first < place.last);
  return words.length
    ? [words[0].start / 1000, words[words.length - 1].end / 1000]
    : [p.start, Math.min(p.end, p.start + LONGEST)];
}

export function hearPlace(repeats = false) {
  const place = placeMeant();
  const row = currentRow();
  const [from, to] = place ? stretchOf(place) : row ? [row.p.start, row.p.end] : [0, 0];
  if (to) hear(from - (place ? BEFORE : 0), to + AFTER, repeats);
}

export function step(by) {
  const left = openPlaces();
  const at = list.open ? left.indexOf(list.open) : by > 0 ? -1 : 0;
  if (left.length) openPlace(left[(at + by + left.length) % left.length].id);
  else say("Nothing left to look at.");
}

// `before` is done first; `instead` takes the paragraph away, and with it its places.
function settle(place, how, { before = [], instead = [], others = [] } = {}) {
  const left = openPlaces(),
    gone = [place, ...others],
    following =
      left.slice(left.indexOf(place) + 1).find((one) => !gone.includes(one)) ?? left.find((one) => !gone.includes(one));
  const state = before.reduce(change, shown());
  const settles = gone.map((one) => ({
    do: "settle",
    where: whereOf(paragraphFor(state, one)),
    place: { kind: one.kind, time: one.time, id: one.id },
    how,
  }));
  edit(instead.length ? instead : [...before, ...settles]);
  list.settled.push(...gone.map(({ id, kind, time }) => ({ id, kind, time, how, step: lastStep() })));
  if (others.length) quiet(`${gone.length} places settled.`);
  const next = following && shown().places.some((one) => one.id === following.id) ? following : openPlaces()[0];
  openPlace(next?.id ?? null);
  if (!next) {
    pause();
    say("Nothing left to look at. Read it through once, or sign off.");
    get("signoff").focus();
  }
}

function takeBack(one) {
  undoSteps(one.step);
  list.settled = list.settled.filter((other) => other.step !== one.step);
  openPlace(one.id);
}

function writeSuggestion(place) {
  const others = place.kind === "name" ? alike(place).filter((one) => one.suggestion === place.suggestion) : [];
  const before = [];
  for (const one of [place, ...others]) {
    const state = before.reduce(change, shown());
    const now = state.places.find((other) => other.id === one.id);
    const p = paragraphFor(state, one);
    if (now?.suggestion)
      before.push({ do: "rewrite", texts: [{ where: whereOf(p), text: withSuggestionIn(p.text, now) }] });
  }
  settle(place, "mended", { before, others });
}

// The open place, unless another paragraph has the focus: then what is done is done to that.
function placeMeant() {
  const row = rowOf(document.activeElement);
  return list.open && (!row || row === rowFor(list.open)) ? list.open : null;
}

const withOpen = (act) => () => {
  if (list.open) act(list.open);
};
const quoting = (p) => ({ do: p.quoted ? "unquote" : "quote", where: whereOf(p) });

export const ACTS = {
  Y: withOpen((place) => settle(place, "right", { others: alike(place) })),
  W: withOpen((place) => {
    if (place.suggestion) writeSuggestion(place);
  }),
  E() {
    const place = placeMeant();
    const row = place && rowFor(place);
    if (!row) writeAtSound(currentRow());
    else if (place.first === null) write(row, 0, row.p.text.length);
    else write(row, place.first, place.last);
  },
  Q() {
    const place = placeMeant();
    const p = place ? paragraphFor(shown(), place) : currentRow()?.p;
    if (!p) return;
    if (place) settle(place, p.quoted ? "not a quote" : "quote", { before: [quoting(p)] });
    else edit([quoting(p)]);
  },
  V() {
    const place = placeMeant();
    const row = place ? rowFor(place) : currentRow();
    const selected = !place && row ? selectedIn(row) : null;
    if (!row) return;
    const words =
      selected && selected[0] !== selected[1]
        ? wordsOf(row.p).filter((word) => word.last > selected[0] && word.first < selected[1])
        : [];
    const stretch = words.length
      ? [words[0].start / 1000, words[words.length - 1].end / 1000]
      : place && place.first !== null
        ? stretchOf(place)
        : null;
    pickVoice({ p: row.p, stretch }, (action) =>
      place
        ? settle(place, "voice", { before: [action], others: action.do === "merge" ? alike(place) : [] })
        : edit([action]),
    );
  },
  X() {
    const place = placeMeant();
    const p = place ? paragraphFor(shown(), place) : currentRow()?.p;
    if (!p) return;
    const drop = { do: "drop", start: p.start, end: p.end };
    const others = place ? shown().places.filter((one) => one !== place && one.paragraph === p.id) : [];
    if (place) settle(place, "left out", { instead: [drop], others });
    else edit([drop]);
  },
};

// Ctrl Enter: what was written there is right now, or it was right as it stood.
export function settleHere() {
  const wrote = liveRow();
  leave();
  if (list.open) settle(list.open, wrote ? "mended" : "right");
}

export function startCheck(showTab) {
  list.showTab = showTab;
}
