// How the check list looks: what there is to do, a card a place, a line a settled one, and what could not be placed.
import { counted, get, icon, keyCap, make } from "./dom.js";
import { shown } from "./steps.js";
import { begun, pieces } from "./times.js";
import { moment } from "./timecode.js";

export const KINDS = {
  missing: "Missing words",
  words: "Words",
  name: "Name",
  number: "Number",
  overlap: "Two voices",
  quote: "Quote",
  role: "Role",
  voice: "Voice",
};
const HOW = {
  right: "right",
  mended: "mended",
  quote: "a quote",
  "not a quote": "not a quote",
  voice: "other voice",
  "left out": "left out",
};
const WORDS = 14;
const LEAD = 4;

export const paragraphFor = (state, place) =>
  state.paragraphs.find((one) => one.id === place.paragraph) ??
  state.paragraphs[Math.max(0, begun(state.paragraphs, place.time))];

export function drawSummary(number, ever, open, begin) {
  const some = number > 0;
  const title = some
    ? `${counted(number, "place", "places")} worth a look`
    : ever
      ? "Nothing left to look at."
      : "Nothing stands out.";
  const more = some
    ? "The worst first. Each is played when you get there."
    : ever
      ? "Read it through once, or sign off."
      : "That is no promise: read it through once.";
  const button = make(
    "button",
    { class: "solid", id: "begin", "aria-keyshortcuts": "N", onclick: begin },
    "Begin ",
    keyCap("N"),
  );
  get("summary").replaceChildren(make("h2", {}, title), make("p", {}, more), some && !open ? button : "");
}

// `does` is what the card's own button does, and what each key's.
export function card(place, number, open, does) {
  const { text, before, after } = excerpt(place);
  const words = make("q", { dir: "auto", lang: shown().language }, before ? "… " : "", text, after ? " …" : "");
  const head = make(
    "button",
    { "aria-expanded": String(open), onclick: does.open },
    make("span", { class: "n" }, String(number)),
    make("b", {}, KINDS[place.kind] ?? place.kind),
    make("time", {}, moment(place.time)),
    words,
  );
  return make(
    "li",
    { class: open ? "place open" : "place", "data-place": place.id },
    head,
    ...(open ? [make("p", { class: "why", dir: "auto" }, place.why), buttonsOf(place, does)] : []),
  );
}

export function settledLine(one, takeBack) {
  const text = `${KINDS[one.kind] ?? one.kind}: ${HOW[one.how]}`;
  return make(
    "li",
    { class: "place done" },
    make(
      "button",
      { title: "Take it back", onclick: takeBack },
      make("span", { class: "n" }, icon("check")),
      make("span", {}, text),
      make("time", {}, moment(one.time)),
    ),
  );
}

// Up to fourteen words about the doubtful ones.
function excerpt(place) {
  const p = paragraphFor(shown(), place);
  const words = p ? pieces(p.text) : [];
  const doubtful = place.first === null ? 0 : words.findIndex((word) => word.last > place.first);
  const from = Math.max(0, Math.min(doubtful - LEAD, words.length - WORDS));
  const some = words.slice(from, from + WORDS);
  return { text: some.map((word) => word.text).join(" "), before: from > 0, after: from + WORDS < words.length };
}

const ORDER = ["Y", "E", "W", "Q", "V", "X"];
function buttonsOf(place, does) {
  const quoted = paragraphFor(shown(), place)?.quoted;
  const names = {
    Y: "Right",
    E: "Edit",
    W: `Write “${place.suggestion ?? ""}”`,
    Q: quoted ? "Not a quote" : "A quote",
    V: "Other voice",
    X: "Leave out",
  };
  const acts = ORDER.filter((one) => place.acts.includes(one) && (one !== "W" || place.suggestion));
  return make(
    "div",
    { class: "acts" },
    ...acts.map((one) =>
      make(
        "button",
        {
          class: one === "Y" ? "solid" : one === "W" ? "line wide" : "line",
          "aria-keyshortcuts": one,
          onclick: does[one],
        },
        make("span", { dir: "auto" }, names[one]),
        keyCap(one),
      ),
    ),
  );
}

export function drawUnplaced() {
  const { unplaced } = shown();
  get("unplaced").replaceChildren(
    ...(unplaced.length
      ? [
          make("h3", {}, "Could not be placed"),
          make("ul", {}, ...unplaced.map((one) => make("li", { dir: "auto" }, one.what, make("small", {}, one.why)))),
        ]
      : []),
  );
}
