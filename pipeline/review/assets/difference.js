// What a step did to a State, and taking that back.
import { HALF, positionOf, whereOf } from "./finding.js";
import { begun } from "./times.js";

const LISTS = { speakers: "label", places: "id", left_out: "start", unplaced: "id" };
const PLAIN = ["title", "published", "printed", "source", "signed"];

// What a step did, so that it can be taken back: a splice of the paragraphs and the other parts as they were and became.
export function difference(before, after) {
  const one = before.paragraphs;
  const other = after.paragraphs;
  let at = 0;
  let back = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  while (
    back < Math.min(one.length, other.length) - at &&
    one[one.length - 1 - back] === other[other.length - 1 - back]
  )
    back++;
  const parts = [...PLAIN, ...Object.keys(LISTS)].filter((name) => before[name] !== after[name]);
  return {
    at,
    gone: one.slice(at, one.length - back),
    now: other.slice(at, other.length - back),
    parts: parts.map((name) => [name, before[name], after[name]]),
  };
}

export function undone(state, steps) {
  if (!steps) return state;
  const { at, gone, now, parts } = steps;
  const start = now.length
    ? positionOf(state, whereOf(now[0]))
    : gone.length
      ? begun(state.paragraphs, gone[0].start - HALF) + 1
      : at;
  if (start < 0 || now.some((one, number) => state.paragraphs[start + number]?.text !== one.text)) return state;
  const result =
    gone.length || now.length
      ? { ...state, paragraphs: state.paragraphs.toSpliced(start, now.length, ...gone) }
      : { ...state };
  for (const [name, before, after] of parts) {
    result[name] = LISTS[name] ? relisted(result[name], before, after, LISTS[name]) : before;
  }
  return result;
}

// Only what the step itself took, brought or altered in a list is put back; the order is that of before.
function relisted(list, before, after, key) {
  const was = new Map(before.map((one) => [one[key], one]));
  const became = new Map(after.map((one) => [one[key], one]));
  const kept = list
    .filter((one) => was.has(one[key]) || !became.has(one[key]))
    .map((one) => (was.has(one[key]) && was.get(one[key]) !== became.get(one[key]) ? was.get(one[key]) : one));
  const has = new Set(kept.map((one) => one[key]));
  const missing = before.filter((one) => !has.has(one[key]) && !became.has(one[key]));
  const order = new Map(before.map((one, number) => [one[key], number]));
  return [...kept, ...missing].sort(
    (one, other) => (order.get(one[key]) ?? Infinity) - (order.get(other[key]) ?? Infinity),
  );
}
