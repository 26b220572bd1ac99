// Writing: one paragraph at a time is editable, plain text in one text node; every gesture is one edit.
import { clock, get, nameOf, quiet, say } from "./dom.js";
import { change, speakerOf, whereOf } from "./model.js";
import { hear, isPaused, heardRow, now, seek, showNow } from "./sound.js";
import { edit, hold, redo, shown, undo } from "./steps.js";
import { sendSoon } from "./sending.js";
import { bringIntoView, numberOf, rowAt, rowAtTime, rowOf, setCurrent, setLivingRow } from "./text.js";
import { pieces, wordsOf } from "./times.js";

const BEFORE_WORD = 0.5, BEFORE_TAP = 0.2;
const HIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
let live = null, runs = 0, leftWith = () => {};

export const isWriting = () => live !== null;
export const liveRow = () => live?.row ?? null;
const cleaned = (text) => text.replace(HIDDEN, "").replace(/[ \t\r\n\f\v\u2028\u2029]+/gu, " ");

// Where the caret is, in letters of a paragraph's text.
function lettersAt(row, node, offset) {
  if (node === row.words.firstChild) return offset;
  return node === row.words && offset > 0 ? row.words.textContent.length : 0;
}

export function selectedIn(row) {
  const selection = getSelection();
  if (!selection.rangeCount || !row.words.contains(selection.anchorNode) || !row.words.contains(selection.focusNode)) return null;
  const ends = [lettersAt(row, selection.anchorNode, selection.anchorOffset), lettersAt(row, selection.focusNode, selection.focusOffset)];
  return [Math.min(...ends), Math.max(...ends)];
}

function select(row, from, to) {
  const node = row.words.firstChild ?? row.words, most = node.length ?? 0;
  getSelection().setBaseAndExtent(node, Math.min(from, most), node, Math.min(to, most));
}

export function write(row, from = 0, to = from) {
  if (!row) return;
  if (live?.row !== row) {
    const { start } = row.p;
    leave();
    if (!row.element.isConnected) row = rowAtTime(start);
    setCurrent(row);
    live = { row, entered: row.p, run: "typing " + ++runs, asked: "" };
    setLivingRow(row);
    hold(true);
    becomeField(row);
  }
  select(row, from, to);
}

function becomeField(row) {
  const { words, p } = row;
  words.contentEditable = "plaintext-only";
  if (words.contentEditable !== "plaintext-only") words.contentEditable = "true";
  const names = { role: "textbox", "aria-multiline": "true", "aria-label": `${nameOf(speakerOf(shown(), p.speaker))}, ${clock(p.start)}`,
    spellcheck: "true", autocorrect: "off", autocapitalize: "off" };
  for (const [name, value] of Object.entries(names)) words.setAttribute(name, value);
  words.focus({ preventScroll: true });
}

export function leave(focus = false) {
  if (!live) return;
  const { row, entered } = live, text = cleaned(row.words.textContent).trim();
  if (text && text !== row.p.text) takeText();
  live = null;
  setLivingRow(null);
  for (const name of ["contenteditable", "role", "aria-multiline", "aria-label", "spellcheck", "autocorrect", "autocapitalize"]) row.words.removeAttribute(name);
  if (!text) leaveOut(row, entered);
  else if (row.words.textContent !== row.p.text) row.words.textContent = row.p.text;
  hold(false);
  sendSoon(0);
  if (focus) (row.element.isConnected ? row : rowAtTime(row.p.start))?.words.focus({ preventScroll: true });
  else if (document.activeElement === row.words) row.words.blur();
  if (text) leftWith(entered, row.p);
  showNow();
}

// An emptied paragraph is left out as it was when it was entered.
function leaveOut(row, entered) {
  const back = row.p.text === entered.text ? [] : [{ do: "rewrite", texts: [{ where: whereOf(row.p), text: entered.text }] }];
  const { start, end } = row.p;
  edit([...back, { do: "drop", start, end }]);
  say("Left out.");
}

function takeText() {
  const { row, run } = live, text = cleaned(row.words.textContent).trim();
  if (text && text !== row.p.text) edit([{ do: "rewrite", texts: [{ where: whereOf(row.p), text }] }], run);
}

function typed(event) {
  if (event.isComposing || !live) return;
  const { words } = live.row;
  if (words.childNodes.length > 1 || /[\n\r]/u.test(words.textContent)) {
    const [from] = selectedIn(live.row) ?? [words.textContent.length];
    words.textContent = cleaned(words.textContent);
    select(live.row, from, from);
  }
  live.asked = "";
  takeText();
}

// Plain text put where the caret or the selection is.
function insert(text, range = null) {
  const { row } = live, letters = row.words.firstChild, plain = cleaned(text);
  const [from, to] = range && letters ? [lettersAt(row, range.startContainer, range.startOffset), lettersAt(row, range.endContainer, range.endOffset)] : selectedIn(row) ?? [0, 0];
  if (letters) letters.replaceData(from, to - from, plain); else row.words.textContent = plain;
  select(row, from + plain.length, from + plain.length);
  typed({});
}

function divide() {
  const { row } = live, [letter] = selectedIn(row) ?? [0];
  const number = pieces(row.words.textContent).filter((word) => word.last <= letter).length;
  const { start } = row.p;
  if (number < 1 || number >= pieces(row.words.textContent).length) return;
  leave();
  const found = rowAtTime(start), word = wordsOf(found.p)[number], at = numberOf(found);
  edit([{ do: "divide", where: whereOf(found.p), at: word.start / 1000, word: word.text }]);
  write(rowAt(at + 1));
  bringIntoView(live.row, "nearest");
}

// `row` goes to the paragraph before it. Of another voice, the first press asks.
function join(row, key) {
  const before = rowAt(numberOf(row) - 1);
  if (!row || before === row) return;
  if (before.p.speaker !== row.p.speaker && live.asked !== key) {
    live.asked = key;
    const text = `Two speakers. ${key} again to give these words to ${nameOf(speakerOf(shown(), before.p.speaker))}.`;
    quiet(text);
    return;
  }
  quiet("");
  const at = numberOf(before), times = [before.p.start, row.p.start];
  leave();
  const [first, second] = times.map(rowAtTime), letter = first.p.text.length + 1;
  edit([{ do: "join", where: whereOf(second.p) }]);
  write(rowAt(Math.min(at, numberOf(rowAtTime(times[0])))), letter);
}

const next = () => rowAt(numberOf(live.row) + 1);
function atEdge(forward) {
  const [from, to] = selectedIn(live.row) ?? [0, 0];
  return from === to && (forward ? to >= live.row.words.textContent.trimEnd().length : from === 0);
}

function beforeInput(event) {
  if (!live) return;
  const { inputType } = event, act = {
    insertParagraph: divide, insertLineBreak: divide, historyUndo: () => revert(undo), historyRedo: () => revert(redo),
  }[inputType];
  if (act) { event.preventDefault(); act(); return; }
  if (/^insertFrom(Paste|Drop|Yank)|^insertReplacementText/u.test(inputType)) {
    const text = event.dataTransfer?.getData("text/plain") ?? event.data;
    event.preventDefault();
    if (text) insert(text, event.getTargetRanges()[0]);
  } else if (inputType.startsWith("format")) event.preventDefault();
  else if (/^delete\w*Backward$/u.test(inputType) && atEdge(false)) { event.preventDefault(); join(live.row, "Backspace"); }
  else if (/^delete\w*Forward$/u.test(inputType) && atEdge(true) && next() !== live.row) { event.preventDefault(); join(next(), "Delete"); }
}

// Undo or redo, with the caret or the view where something changed first.
export function revert(way) {
  const wrote = live !== null;
  leave();
  const before = shown().paragraphs;
  if (!way()) { say(way === undo ? "Nothing to undo." : "Nothing to redo."); return false; }
  const after = shown().paragraphs;
  say(way === undo ? "Undone." : "Done again.");
  const at = after.findIndex((one, number) => one !== before[number]);
  if (at < 0) return true;
  const row = rowAt(at), was = before[at]?.text ?? "";
  let letter = 0;
  while (letter < row.p.text.length && row.p.text[letter] === was[letter]) letter++;
  if (wrote) write(row, letter); else setCurrent(row);
  bringIntoView(row, "nearest");
  return true;
}

// Arrows at the edge of a paragraph go on into its neighbour, in the same column. True where they did.
export function crossEdge(key) {
  const forward = key === "ArrowDown" || key === "ArrowRight", to = rowAt(numberOf(live.row) + (forward ? 1 : -1));
  if (to === live.row) return false;
  const caret = getSelection().getRangeAt(0).getClientRects()[0], box = live.row.words.getBoundingClientRect();
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const edge = sideways ? atEdge(forward) : !caret || (forward ? box.bottom - caret.bottom < caret.height * 0.6 : caret.top - box.top < caret.height * 0.6);
  if (!edge) return false;
  bringIntoView(to, "nearest");
  const { start } = to.p;
  write(to, forward ? 0 : Infinity);
  if (!sideways && caret) {
    const lines = live.row.words.getClientRects()[0], lineY = forward ? lines.top + caret.height / 2 : lines.bottom - caret.height / 2;
    const place = placeAt(caret.left, lineY);
    if (place && rowAtTime(start).words.contains(place[0])) select(live.row, place[1], place[1]);
  }
  return true;
}

function placeAt(x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  if (place) return [place.offsetNode, place.offset];
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

function wordAtLetter(row, letter) {
  const words = wordsOf(row.p);
  return words.find((word) => letter <= word.last) ?? words[words.length - 1] ?? null;
}

function clicked(event) {
  const row = rowOf(event.target);
  if (!row) return;
  if (event.target.closest(".t")) { setCurrent(row); hear(row.p.start); return; }
  if (!event.target.closest(".w")) return;
  const selected = selectedIn(row), word = wordAtLetter(row, selected?.[0] ?? 0);
  if (event.pointerType === "touch" && row !== heardRow() && row !== live?.row) { setCurrent(row); if (word) hear(word.start / 1000 - BEFORE_TAP); return; }
  if (!selected || (selected[0] !== selected[1] && event.detail < 2 && row !== live?.row)) return;
  if (row !== live?.row) write(row, ...selected);
  if (isPaused() && word && selected[0] === selected[1]) seek(word.start / 1000);
}

function doubleClicked(event) {
  const row = rowOf(event.target), selected = row && selectedIn(row);
  if (selected && event.target.closest(".w")) hear(wordAtLetter(row, selected[0]).start / 1000 - BEFORE_WORD);
}

// Enter or E: at the word that is being heard.
export function writeAtSound(row) {
  const word = row && heardRow() === row ? wordsOf(row.p).findLast((one) => one.start <= now() * 1000) : null;
  write(row, word?.first ?? 0);
}

export function startWriting(left) {
  const text = get("text");
  leftWith = left;
  text.addEventListener("input", typed);
  text.addEventListener("compositionend", () => typed({}));
  text.addEventListener("beforeinput", beforeInput);
  text.addEventListener("dragstart", (event) => event.preventDefault());
  text.addEventListener("pointerdown", (event) => { if (live && !live.row.words.contains(event.target)) leave(); });
  text.addEventListener("click", clicked);
  text.addEventListener("dblclick", doubleClicked);
  text.addEventListener("focusin", (event) => { if (event.target.matches(".w")) setCurrent(rowOf(event.target)); });
  text.addEventListener("focusout", (event) => { if (live && event.target === live.row.words && document.hasFocus()) leave(); });
  document.querySelector(".transport").addEventListener("pointerdown", (event) => { if (live) event.preventDefault(); });
}

// A selection over several paragraphs, from letter to letter; null where there is none.
export function crossed() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || live) return null;
  const range = selection.getRangeAt(0), [first, last] = [range.startContainer, range.endContainer].map((node) => rowOf(node.parentElement));
  if (!first || !last || first === last) return null;
  return { first, last, from: lettersAt(first, range.startContainer, range.startOffset), to: lettersAt(last, range.endContainer, range.endOffset) };
}

// What is left of the paragraphs that are selected becomes one, in the voice of the first.
export function cutCrossed(text = "") {
  const { first, last, from, to } = crossed(), at = numberOf(first), count = numberOf(last) - at, actions = [];
  const whole = cleaned(first.p.text.slice(0, from) + text + last.p.text.slice(to)).trim();
  if (!whole) edit([{ do: "drop", start: first.p.start, end: last.p.end }]);
  else {
    let state = shown();
    const add = (action) => { actions.push(action); state = change(state, action); };
    for (let number = 0; number < count; number++) add({ do: "join", where: whereOf(state.paragraphs[at + 1]) });
    add({ do: "rewrite", texts: [{ where: whereOf(state.paragraphs[at]), text: whole }] });
    edit(actions);
    write(rowAt(at), from + cleaned(text).length);
  }
}
