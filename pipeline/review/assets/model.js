// What is shown: a State and the steps made on it since. Nothing here knows of the page, and no value is ever changed in place.
import { undone } from "./difference.js";
import { HALF, positionOf, speakerOf, voiceOf } from "./finding.js";
import { begun, common, entriesOf, pieces, rewritten, wordsOf } from "./times.js";

const spliced = (state, at, count, ...now) => ({ ...state, paragraphs: state.paragraphs.toSpliced(at, count, ...now) });
const changed = (state, where, change) => {
  const at = positionOf(state, where);
  return at < 0 ? state : spliced(state, at, 1, change(state.paragraphs[at]));
};
const person = (state, label, change) => ({
  ...state,
  speakers: state.speakers.map((one) => (one.label === label ? { ...one, ...change } : one)),
});

// Doubtful letters move with the words before them; where they were themselves rewritten, all of the paragraph is in doubt,
// and what was suggested for them no longer fits.
function movedPlaces(state, paragraph, text) {
  if (!state.places.some((place) => place.paragraph === paragraph.id && place.first !== null)) return state;
  const old = pieces(paragraph.text);
  const fresh = pieces(text);
  const { front, back } = common(old, fresh);
  const start = front < old.length ? old[front].first : paragraph.text.length;
  const end = back < old.length ? old[old.length - 1 - back].last : 0;
  const shift = text.length - paragraph.text.length;
  const places = state.places.map((place) => {
    if (place.paragraph !== paragraph.id || place.first === null || place.last <= start) return place;
    if (place.first >= end) return { ...place, first: place.first + shift, last: place.last + shift };
    return { ...place, first: null, last: null, suggestion: null };
  });
  return { ...state, places };
}

// One list for all of them: replacing a word everywhere is hundreds.
function withTexts(state, texts) {
  const list = [...state.paragraphs];
  const emptied = [];
  let now = { ...state, paragraphs: list };
  for (const { where, text } of texts) {
    const at = positionOf(now, where);
    if (at < 0) continue;
    const before = list[at];
    if (!text) {
      emptied.push(before);
      continue;
    }
    now = movedPlaces(now, before, text);
    list[at] = { ...rewritten(before, text), heard: before.heard ?? before.text };
  }
  return emptied.reduce((left, one) => APPLY.drop(left, one), now);
}

// Places behind a cut belong to the second part.
function cutPlaces(state, from, to, letter) {
  const places = state.places.map((place) => {
    if (place.paragraph !== from.id || place.first === null || place.first < letter) return place;
    return { ...place, paragraph: to.id, first: place.first - letter, last: place.last - letter };
  });
  return { ...state, places };
}

// A paragraph in two, before its word of that number.
function divided(state, at, number) {
  const whole = state.paragraphs[at];
  const words = wordsOf(whole);
  const word = words[number];
  const head = words.slice(0, number);
  const tail = words.slice(number);
  const first = {
    ...whole,
    end: head[number - 1].end / 1000,
    text: whole.text.slice(0, head[number - 1].last),
    words: entriesOf(head),
  };
  const second = {
    ...whole,
    id: whole.id + "/" + word.start,
    start: word.start / 1000,
    text: whole.text.slice(word.first),
    words: entriesOf(tail.map((one) => ({ ...one, first: one.first - word.first, last: one.last - word.first }))),
  };
  return cutPlaces(spliced(state, at, 1, first, second), whole, second, word.first);
}

function joined(state, at) {
  const [one, other] = state.paragraphs.slice(at - 1, at + 1);
  const shift = one.text.length + 1;
  const words = [
    ...one.words,
    ...other.words.map(([first, last, start, end]) => [first + shift, last + shift, start, end]),
  ];
  const places = state.places.map((place) =>
    place.paragraph !== other.id
      ? place
      : {
          ...place,
          paragraph: one.id,
          first: place.first === null ? null : place.first + shift,
          last: place.last === null ? null : place.last + shift,
        },
  );
  const both = { ...one, end: Math.max(one.end, other.end), text: one.text + " " + other.text, words };
  return spliced({ ...state, places }, at - 1, 2, both);
}

function withVoice(state, label) {
  if (speakerOf(state, label)) return state;
  const fresh = {
    label,
    called: voiceOf(label),
    name: null,
    role: "unknown",
    unsure: false,
    named_by_person: false,
    role_by_person: false,
    evidence: [],
    suggestions: [],
    samples: [],
  };
  return { ...state, speakers: [...state.speakers, fresh] };
}

// Every paragraph cut where the stretch begins and ends, so that the stretch is whole paragraphs.
function cutAt(state, seconds) {
  const time = Math.round(seconds * 1000);
  const at = begun(state.paragraphs, seconds - HALF);
  if (at < 0 || state.paragraphs[at].end <= seconds) return state;
  const number = wordsOf(state.paragraphs[at]).findIndex((word) => word.start >= time);
  return number > 0 ? divided(state, at, number) : state;
}

const within = (one, from, to) => one.start >= from - HALF && one.start < to - HALF;
const backIn = (gap) => ({
  id: "back/" + gap.start,
  speaker: gap.speaker,
  quoted: false,
  unsure: false,
  start: gap.start,
  end: gap.end,
  text: gap.text,
  words: [],
  checked: false,
  heard: null,
});

const APPLY = {
  rewrite: (state, { texts }) => withTexts(state, texts),
  divide(state, { where, at }) {
    const position = positionOf(state, where);
    if (position < 0) return state;
    const number = wordsOf(state.paragraphs[position]).findIndex((word) => word.start >= Math.round(at * 1000));
    return number > 0 ? divided(state, position, number) : state;
  },
  join(state, { where }) {
    const at = positionOf(state, where);
    return at > 0 ? joined(state, at) : state;
  },
  reassign: (state, { wheres, label }) =>
    wheres.reduce((now, where) => changed(now, where, (one) => ({ ...one, speaker: label })), withVoice(state, label)),
  reassign_words(state, { start, end, label }) {
    const cut = cutAt(cutAt(withVoice(state, label), start), end);
    return {
      ...cut,
      paragraphs: cut.paragraphs.map((one) => (within(one, start, end) ? { ...one, speaker: label } : one)),
    };
  },
  merge: (state, { label, into }) => ({
    ...state,
    speakers: state.speakers.filter((one) => one.label !== label),
    paragraphs: state.paragraphs.map((one) => (one.speaker === label ? { ...one, speaker: into } : one)),
  }),
  name: (state, { label, name }) =>
    person(state, label, { name, called: name ?? voiceOf(label), named_by_person: true }),
  role: (state, { label, role }) => person(state, label, { role, unsure: false, role_by_person: true }),
  quote: (state, { where }) => changed(state, where, (one) => ({ ...one, quoted: true, unsure: false })),
  unquote: (state, { where }) => changed(state, where, (one) => ({ ...one, quoted: false, unsure: false })),
  drop(state, { start, end }) {
    const out = state.paragraphs.filter((one) => within(one, start, end));
    if (!out.length) return state;
    const gap = {
      start,
      end,
      kind: "left out",
      what: "Left out",
      back: true,
      speaker: out[0].speaker,
      text: out.map((one) => one.text).join(" "),
    };
    return {
      ...state,
      paragraphs: state.paragraphs.filter((one) => !within(one, start, end)),
      places: state.places.filter((place) => !out.some((one) => one.id === place.paragraph)),
      left_out: [...state.left_out, gap].sort((one, other) => one.start - other.start),
    };
  },
  keep(state, { start, end }) {
    const back = state.left_out.filter((gap) => gap.back && within(gap, start, end));
    const list = [...state.paragraphs, ...back.map(backIn)];
    return {
      ...state,
      left_out: state.left_out.filter((gap) => !back.includes(gap)),
      paragraphs: back.length ? list.sort((one, other) => one.start - other.start) : state.paragraphs,
    };
  },
  title: (state, { text }) => ({ ...state, title: text }),
  published: (state, { text }) => ({ ...state, published: text, printed: text ?? "" }),
  source: (state, { text }) => ({ ...state, source: { url: null, ...state.source, name: text } }),
  url: (state, { text }) => ({ ...state, source: { name: null, ...state.source, url: text } }),
  settle: (state, { place }) => ({ ...state, places: state.places.filter((one) => one.id !== place.id) }),
  sign: (state, { name, at }) => ({ ...state, signed: { by: name, at, current: true } }),
};

// `differences` has what the steps did that an undo means; one it does not know is left to the server.
export function applied(state, step, differences = new Map()) {
  let now = state;
  for (const action of step.actions) {
    if (action.do === "undo") now = action.steps.reduce((one, id) => undone(one, differences.get(id)), now);
    else now = APPLY[action.do](now, action.do === "sign" ? { ...action, at: step.at } : action);
  }
  const signs = step.actions.some((action) => action.do === "sign" || action.do === "undo");
  return now !== state && now.signed?.current && !signs ? { ...now, signed: { ...now.signed, current: false } } : now;
}

export const change = (state, action) => applied(state, { at: "", actions: [action] });

// A server's answer put into the State that was asked about.
export function answered(state, { version, changes }) {
  const {
    paragraphs: { at, gone, now },
    ...rest
  } = changes;
  return { ...state, ...rest, version, paragraphs: state.paragraphs.toSpliced(at, gone, ...now) };
}
