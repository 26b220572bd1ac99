// Moments as people read them: of the media, or, where the recording has one and it is wanted, by the programme's timecode.
import { clock } from "./dom.js";

const DAY = 24 * 3600;
const PARTS = /^(\d{1,2}):(\d{2}):(\d{2})(?:[:;.,](\d{2,3}))?$/u;
const source = { count: null, shown: false };
const twoDigits = (number) => String(number).padStart(2, "0");

// `count` is { first, num, den, drop }: the frame at the start of the media, frames a second, and whether numbers are left out.
export function setSource(count, shown) {
  Object.assign(source, { count: count ?? null, shown: Boolean(count) && shown });
}

export const showsSource = () => source.shown;

// As SMPTE 12M has it: two numbers a minute of thirty frames a second are left out, four of sixty, but every tenth minute.
function numbered(frame, { num, den, drop }) {
  const whole = Math.round(num / den);
  if (!drop) return frame;
  const dropped = whole / 15;
  const minute = 60 * whole - dropped;
  const tens = Math.floor(frame / (10 * minute + dropped));
  const rest = frame - tens * (10 * minute + dropped);
  return frame + dropped * (9 * tens + Math.floor(Math.max(0, rest - dropped) / minute));
}

export function timecodeAt(seconds, count) {
  const whole = Math.round(count.num / count.den);
  const frame = count.first + Math.round((seconds * count.num) / count.den);
  const number = numbered(frame, count) % (DAY * whole);
  const rest = Math.floor(number / whole);
  const frames = String(number % whole).padStart(Math.max(2, String(whole - 1).length), "0");
  return `${twoDigits(Math.floor(rest / 3600))}:${twoDigits(Math.floor(rest / 60) % 60)}:${twoDigits(rest % 60)}${count.drop ? ";" : ":"}${frames}`;
}

// To the second: frames are more than anybody needs to find a sentence.
export const moment = (seconds) => (source.shown ? timecodeAt(seconds, source.count).slice(0, 8) : clock(seconds));

// Seconds of the media for what somebody writes; null for what is no time. The second that is looked for is the one that reads so.
export function secondsOf(text) {
  const told = source.shown ? PARTS.exec(text.trim()) : null;
  if (!told) {
    const parts = text.trim().split(":").map(Number);
    return parts.some(Number.isNaN) ? null : parts.reduce((sum, part) => sum * 60 + part, 0);
  }
  const { first, num, den, drop } = source.count;
  const [hours, minutes, seconds, frames] = told.slice(1).map((part) => Number(part ?? 0));
  const whole = Math.round(num / den);
  const all = hours * 60 + minutes;
  const left = drop ? (whole / 15) * (all - Math.floor(all / 10)) : 0;
  const day = DAY * (num / den);
  const at = ((((all * 60 + seconds) * whole + frames - left - first) * den) / num + day) % day;
  return at > day / 2 ? at - day : at;
}
