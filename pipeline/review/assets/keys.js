// The keyboard. One table is what the keys do and what the list of them says.
import { get, quiet, say } from "./dom.js";
import { ACTS, hearPlace, settleHere, step } from "./check.js";
import { crossed, cutCrossed } from "./crossing.js";
import { openFinder } from "./find.js";
import { crossEdge, isRightToLeft, revert, writeAtSound } from "./gestures.js";
import { undoAny } from "./history.js";
import { option } from "./kept.js";
import { learnKey, learnt, openKeys, startOptions } from "./options.js";
import { follow, goBack, goOn, hear, isPaused, now, seek, setSpeed, stopRepeating, toggle, toggleFollow } from "./sound.js";
import { redo } from "./steps.js";
import { zoom } from "./strip.js";
import { bringIntoView, currentRow, numberOf, rowAt, rowAtTime, setCurrent } from "./text.js";
import { begun, wordsOf } from "./times.js";
import { isWriting, leave } from "./writing.js";
import { moment, secondsOf } from "./timecode.js";

const IN_FIELDS = "input:not([type=range], [type=checkbox], [type=radio]), select, textarea";

function goTo(by) {
  const row = rowAt(numberOf(currentRow()) + by);
  if (!row) return;
  setCurrent(row);
  bringIntoView(row, "nearest");
  row.words.focus({ preventScroll: true });
  if (isPaused()) seek(row.p.start);
}

// Word by word, each is heard.
function goToWord(key) {
  const row = rowAtTime(now());
  if (!row || !isPaused()) return;
  const words = wordsOf(row.p);
  const by = (key === "ArrowRight") === isRightToLeft(row.words) ? -1 : 1;
  const at = begun(words, now() * 1000 + 1) + by;
  const there = words[at] ? row : rowAt(numberOf(row) + by);
  const word = words[at] ?? (there === row ? null : wordsOf(there.p).at(by > 0 ? 0 : -1));
  if (!word) return;
  setCurrent(there);
  bringIntoView(there, "nearest");
  hear(word.start / 1000, word.end / 1000);
}

function openTime() {
  leave();
  get("goto").hidden = false;
  get("clock").hidden = true;
  get("goto-time").value = moment(now());
  get("goto-time").select();
}

function goToTime(event) {
  event.preventDefault();
  const seconds = secondsOf(get("goto-time").value);
  if (seconds !== null) {
    seek(seconds);
    const row = rowAtTime(now());
    if (row) {
      setCurrent(row, "center");
      row.words.focus({ preventScroll: true });
    }
  }
  closeTime();
}

function closeTime() {
  get("goto").hidden = true;
  get("clock").hidden = false;
}

// What the key is, what it does, how; `single` ones work only while nothing is written. Without `act` the browser or the writer does it.
const KEYS = [
  { part: "Hear" },
  { keys: [" "], told: "Play or pause", act: toggle },
  { keys: ["j"], told: "Back 2 seconds", act: goBack },
  { keys: ["l"], told: "On 2 seconds", act: goOn },
  { keys: ["h"], told: "Hear this again", act: () => hearPlace() },
  { keys: ["Shift h"], told: "Hear it again and again", act: () => hearPlace(true) },
  { keys: [","], told: "Slower", act: () => setSpeed(-1) },
  { keys: ["."], told: "Faster", act: () => setSpeed(1) },
  { keys: ["f"], told: "Follow the sound", act: toggleFollow },
  { keys: ["g"], told: "Go to a time", act: openTime },
  { keys: ["+", "-"], told: "Strip: nearer, farther", act: (key) => zoom(key === "+" ? 0.5 : 2) },
  { part: "Check" },
  { keys: ["n"], told: "Next place", act: () => step(1) },
  { keys: ["p"], told: "Place before", act: () => step(-1) },
  { keys: ["y"], told: "Right", act: () => ACTS.Y() },
  { keys: ["e"], told: "Edit, or write here", act: () => ACTS.E() },
  { keys: ["w"], told: "Write what is suggested", act: () => ACTS.W() },
  { keys: ["q"], told: "A quote, or not", act: () => ACTS.Q() },
  { keys: ["v"], told: "Other voice", act: () => ACTS.V() },
  { keys: ["x"], told: "Leave out", act: () => ACTS.X() },
  { part: "Text" },
  { keys: ["ArrowUp"], told: "Paragraph before", act: () => goTo(-1) },
  { keys: ["ArrowDown"], told: "Next paragraph", act: () => goTo(1) },
  { keys: ["ArrowLeft"], told: "Word before, heard", act: goToWord },
  { keys: ["ArrowRight"], told: "Next word, heard", act: goToWord },
  {
    keys: ["Enter"],
    told: "Write here",
    act: () => writeAtSound(currentRow()),
    when: () => document.activeElement === currentRow()?.words,
  },
  { keys: ["/"], told: "Find and replace", act: () => openFinder() },
  { keys: ["?"], told: "This list", act: () => openKeys() },
  { part: "While writing" },
  { keys: ["Escape"], writing: true, told: "Stop writing", act: () => leave(true) },
  { keys: ["Alt KeyK"], always: true, told: "Play or pause", act: toggle },
  { keys: ["Alt KeyJ"], always: true, told: "Back 2 seconds", act: goBack },
  { keys: ["Control Enter"], always: true, told: "Right, next place", act: settleHere },
  { keys: ["Enter "], told: "Divide here" },
  { keys: ["Backspace "], told: "At the start: join to the one before" },
  { keys: ["Delete "], told: "At the end: join the next one" },
  { part: "Always" },
  { keys: ["Control z"], always: true, told: "Undo", act: undoAny },
  { keys: ["Control y", "Control Shift z"], always: true, told: "Redo", act: () => revert(redo) },
  {
    keys: ["Control s"],
    always: true,
    told: "Saved as you go",
    act: () => {
      say("Saved as you go.");
      quiet("Saved as you go.");
    },
  },
];
const single = (one) => Boolean(one.act) && !one.always && !one.writing;
const BY_KEY = new Map(KEYS.flatMap((one) => (one.act ? one.keys.map((key) => [key, one]) : [])));

// As the table writes it: Alt by the place of the key, as Alt makes letters on some keyboards; others by what they write.
function nameOfKey(event) {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return control || event.getModifierState("AltGraph") ? "" : "Alt " + event.code;
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (control || /^\p{L}$/u.test(letter)) ? "Shift " : "";
  return (control ? "Control " : "") + shift + letter;
}

function pressed(event) {
  if (event.isComposing || event.defaultPrevented) return;
  if (learnKey(event)) return;
  if (learnt(event)) {
    event.preventDefault();
    toggle();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  stopRepeating();
  const name = nameOfKey(event),
    hit = BY_KEY.get(name),
    take = (act) => {
      event.preventDefault();
      act(event.key);
    };
  if (isWriting()) {
    if (hit?.always || hit?.writing) take(hit.act);
    else if (name.startsWith("Arrow") && crossEdge(name)) event.preventDefault();
    return;
  }
  if (event.target.closest(IN_FIELDS) && !(hit?.always && name.startsWith("Alt"))) return;
  if (crossed() && typedOver(event)) return;
  if (!hit || hit.writing || (hit.when && !hit.when())) return;
  if (single(hit) && (!mayBeSingle(event, name) || (name.length === 1 && name !== " " && !option("single", true))))
    return;
  take(hit.act);
}

// A button keeps Space and Enter, the position its arrows, tabs their arrows.
function mayBeSingle(event, name) {
  const on = event.target;
  if (on.closest("button, a, summary, [type=checkbox], [type=radio]") && (name === " " || name === "Enter"))
    return false;
  return !(on.closest("[type=range], [role=tablist]") && name.startsWith("Arrow"));
}

// Over a selection of several paragraphs letters are typed, as everywhere.
function typedOver(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key !== "Backspace" && event.key !== "Delete" && event.key.length !== 1) return false;
  event.preventDefault();
  cutCrossed(event.key.length === 1 ? event.key : "");
  return true;
}

export function startKeys(timesChanged) {
  startOptions(KEYS, timesChanged);
  document.addEventListener("keydown", pressed);
  for (const name of ["PageUp", "PageDown", "Home", "End"])
    get("text").addEventListener("keydown", (event) => {
      if (event.key === name && !isPaused() && !isWriting()) follow(false);
    });
  get("redo").onclick = () => revert(redo);
  get("clock").onclick = openTime;
  get("goto").addEventListener("submit", goToTime);
  get("goto-time").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      closeTime();
      get("clock").focus();
    }
  });
  get("goto-time").addEventListener("blur", closeTime);
}
