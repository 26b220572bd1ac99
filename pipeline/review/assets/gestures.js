// What each gesture does in a paragraph that is written, and how one comes to write.
import { get, nameOf, quiet, say } from "./dom.js";
import { speakerOf, whereOf } from "./finding.js";
import { hear, heardRow, isPaused, now, seek } from "./sound.js";
import { edit, redo, shown, undo } from "./steps.js";
import { bringIntoView, numberOf, rowAt, rowAtTime, rowOf, setCurrent } from "./text.js";
import { pieces, wordsOf } from "./times.js";
import { insert, isWriting, leave, liveRow, selectedIn, selectIn, typed, write, writing } from "./writing.js";

const BEFORE_WORD = 0.5;
const BEFORE_TAP = 0.2;

function divide() {
  const row = liveRow();
  const [letter] = selectedIn(row) ?? [0];
  const number = pieces(row.words.textContent).filter((word) => word.last <= letter).length;
  const { start } = row.p;
  if (number < 1 || number >= pieces(row.words.textContent).length) return;
  leave();
  const found = rowAtTime(start);
  const word = wordsOf(found.p)[number];
  const at = numberOf(found);
  edit([{ do: "divide", where: whereOf(found.p), at: word.start / 1000, word: word.text }]);
  write(rowAt(at + 1));
  bringIntoView(liveRow(), "nearest");
}

// `row` goes to the paragraph before it. Of another voice, the first press asks.
function join(row, key) {
  const before = rowAt(numberOf(row) - 1);
  if (!row || before === row) return;
  if (before.p.speaker !== row.p.speaker && writing.asked !== key) {
    writing.asked = key;
    const text = `Two speakers. ${key} again to give these words to ${nameOf(speakerOf(shown(), before.p.speaker))}.`;
    quiet(text);
    return;
  }
  quiet("");
  const at = numberOf(before);
  const times = [before.p.start, row.p.start];
  leave();
  const [first, second] = times.map(rowAtTime);
  const letter = first.p.text.length + 1;
  edit([{ do: "join", where: whereOf(second.p) }]);
  write(rowAt(Math.min(at, numberOf(rowAtTime(times[0])))), letter);
}

const next = () => rowAt(numberOf(liveRow()) + 1);
function atEdge(forward) {
  const [from, to] = selectedIn(liveRow()) ?? [0, 0];
  return from === to && (forward ? to >= liveRow().words.textContent.trimEnd().length : from === 0);
}

function beforeInput(event) {
  if (!isWriting()) return;
  const { inputType } = event,
    act = {
      insertParagraph: divide,
      insertLineBreak: divide,
      historyUndo: () => revert(undo),
      historyRedo: () => revert(redo),
    }[inputType];
  if (act) {
    event.preventDefault();
    act();
    return;
  }
  if (/^insertFrom(Paste|Drop|Yank)|^insertReplacementText/u.test(inputType)) {
    const text = event.dataTransfer?.getData("text/plain") ?? event.data;
    event.preventDefault();
    if (text) insert(text, event.getTargetRanges()[0]);
  } else if (inputType.startsWith("format")) event.preventDefault();
  else if (/^delete\w*Backward$/u.test(inputType) && atEdge(false)) {
    event.preventDefault();
    join(liveRow(), "Backspace");
  } else if (/^delete\w*Forward$/u.test(inputType) && atEdge(true) && next() !== liveRow()) {
    event.preventDefault();
    join(next(), "Delete");
  }
}

// Undo or redo, with the caret or the view where something changed first.
export function revert(way) {
  const wrote = isWriting();
  leave();
  const before = shown().paragraphs;
  if (!way()) {
    say(way === undo ? "Nothing to undo." : "Nothing to redo.");
    return false;
  }
  const after = shown().paragraphs;
  say(way === undo ? "Undone." : "Done again.");
  const at = after.findIndex((one, number) => one !== before[number]);
  if (at < 0) return true;
  const row = rowAt(at);
  const was = before[at]?.text ?? "";
  let letter = 0;
  while (letter < row.p.text.length && row.p.text[letter] === was[letter]) letter++;
  if (wrote) write(row, letter);
  else setCurrent(row);
  bringIntoView(row, "nearest");
  return true;
}

export const isRightToLeft = (element) => getComputedStyle(element).direction === "rtl";

// Arrows at the edge of a paragraph go on into its neighbour, in the same column. True where they did.
export function crossEdge(key) {
  const forward = key === "ArrowDown" || key === (isRightToLeft(liveRow().words) ? "ArrowLeft" : "ArrowRight");
  const to = rowAt(numberOf(liveRow()) + (forward ? 1 : -1));
  if (to === liveRow()) return false;
  const caret = getSelection().getRangeAt(0).getClientRects()[0];
  const box = liveRow().words.getBoundingClientRect();
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const edge = sideways
    ? atEdge(forward)
    : !caret || (forward ? box.bottom - caret.bottom < caret.height * 0.6 : caret.top - box.top < caret.height * 0.6);
  if (!edge) return false;
  bringIntoView(to, "nearest");
  const { start } = to.p;
  write(to, forward ? 0 : Infinity);
  if (!sideways && caret) {
    const lines = liveRow().words.getClientRects()[0];
    const lineY = forward ? lines.top + caret.height / 2 : lines.bottom - caret.height / 2;
    const place = placeAt(caret.left, lineY);
    if (place && rowAtTime(start).words.contains(place[0])) selectIn(liveRow(), place[1], place[1]);
  }
  return true;
}

function placeAt(x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  if (place) return [place.offsetNode, place.offset];
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

function clicked(event) {
  const row = rowOf(event.target);
  if (!row) return;
  if (event.target.closest(".t")) {
    setCurrent(row);
    hear(row.p.start);
    return;
  }
  if (!event.target.closest(".w")) return;
  const selected = selectedIn(row);
  const word = wordAtLetter(row, selected?.[0] ?? 0);
  if (event.pointerType === "touch" && row !== heardRow() && row !== liveRow()) {
    setCurrent(row);
    if (word) hear(word.start / 1000 - BEFORE_TAP);
    return;
  }
  if (!selected || (selected[0] !== selected[1] && event.detail < 2 && row !== liveRow())) return;
  if (row !== liveRow()) write(row, ...selected);
  if (isPaused() && word && selected[0] === selected[1]) seek(word.start / 1000);
}

function doubleClicked(event) {
  const row = rowOf(event.target);
  const selected = row && selectedIn(row);
  if (selected && event.target.closest(".w")) hear(wordAtLetter(row, selected[0]).start / 1000 - BEFORE_WORD);
}

// Enter or E: at the word that is being heard.
export function writeAtSound(row) {
  const word = row && heardRow() === row ? wordsOf(row.p).findLast((one) => one.start <= now() * 1000) : null;
  write(row, word?.first ?? 0);
}

export function startWriting(left) {
  const text = get("text");
  writing.left = left;
  text.addEventListener("input", typed);
  text.addEventListener("compositionend", () => typed({}));
  text.addEventListener("beforeinput", beforeInput);
  text.addEventListener("dragstart", (event) => event.preventDefault());
  text.addEventListener("pointerdown", (event) => {
    if (isWriting() && !liveRow().words.contains(event.target)) leave();
  });
  text.addEventListener("click", clicked);
  text.addEventListener("dblclick", doubleClicked);
  text.addEventListener("focusin", (event) => {
    if (event.target.matches(".w")) setCurrent(rowOf(event.target));
  });
  text.addEventListener("focusout", (event) => {
    if (isWriting() && event.target === liveRow().words && document.hasFocus()) leave();
  });
  document.querySelector(".transport").addEventListener("pointerdown", (event) => {
    if (isWriting()) event.preventDefault();
  });
}

function wordAtLetter(row, letter) {
  const words = wordsOf(row.p);
  return words.find((word) => letter <= word.last) ?? words[words.length - 1] ?? null;
}
