// Finding again what an action means: it names a paragraph by its times and its words, never by a number.
import { begun } from "./times.js";

export const HALF = 0.0005;

export const whereOf = ({ start, end, text }) => ({ start, end, was: text });
export const speakerOf = (state, label) => state.speakers.find((one) => one.label === label);
export const voiceOf = (label) => "Voice " + (/\d+$/.exec(label) ?? [label])[0];

// The position of the paragraph an action means: the one with its words nearest to its time, or else the one heard then.
export function positionOf(state, { start, was }) {
  const list = state.paragraphs;
  const near = Math.max(0, begun(list, start + HALF));
  for (let away = 0; away < list.length; away++) {
    for (const at of away ? [near - away, near + away] : [near]) if (list[at]?.text === was) return at;
    if (away > 40) break;
  }
  return list[near] && list[near].start <= start + HALF && list[near].end > start ? near : -1;
}
