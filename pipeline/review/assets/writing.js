// Writing: one paragraph at a time is editable, plain text in one text node; what is typed is one step until a pause.
import { nameOf, say } from "./dom.js";
import { speakerOf, whereOf } from "./finding.js";
import { sendSoon } from "./sending.js";
import { showNow } from "./sound.js";
import { edit, hold, shown } from "./steps.js";
import { rowAtTime, setCurrent, setLivingRow } from "./text.js";
import { moment } from "./timecode.js";

const HIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
let live = null;
let runs = 0;
// `asked` is the key that is to be pressed again before two voices are joined; `left` is told of each paragraph that is left.
export const writing = { asked: "", left: () => {} };

export const isWriting = () => live !== null;
export const liveRow = () => live?.row ?? null;
export const cleaned = (text) => text.replace(HIDDEN, "").replace(/[ \t\r\n\f\v\u2028\u2029]+/gu, " ");

// Where the caret is, in letters of a paragraph's text.
export function lettersAt(row, node, offset) {
  if (node === row.words.firstChild) return offset;
  return node === row.words && offset > 0 ? row.words.textContent.length : 0;
}

export function selectedIn(row) {
  const selection = getSelection();
  if (!selection.rangeCount || !row.words.contains(selection.anchorNode) || !row.words.contains(selection.focusNode))
    return null;
  const ends = [
    lettersAt(row, selection.anchorNode, selection.anchorOffset),
    lettersAt(row, selection.focusNode, selection.focusOffset),
  ];
  return [Math.min(...ends), Math.max(...ends)];
}

export function selectIn(row, from, to) {
  const node = row.words.firstChild ?? row.words;
  const most = node.length ?? 0;
  getSelection().setBaseAndExtent(node, Math.min(from, most), node, Math.min(to, most));
}

export function write(row, from = 0, to = from) {
  if (!row) return;
  if (live?.row !== row) {
    const { start } = row.p;
    leave();
    if (!row.element.isConnected) row = rowAtTime(start);
    setCurrent(row);
    live = { row, entered: row.p, run: "typing " + ++runs };
    writing.asked = "";
    setLivingRow(row);
    hold(true);
    becomeField(row);
  }
  selectIn(row, from, to);
}

// A browser that does not know plain text says so in one way or the other.
function makeEditable(words) {
  try {
    words.contentEditable = "plaintext-only";
  } catch {
    words.contentEditable = "true";
  }
  if (words.contentEditable !== "plaintext-only") words.contentEditable = "true";
}

function becomeField(row) {
  const { words, p } = row;
  makeEditable(words);
  const names = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": `${nameOf(speakerOf(shown(), p.speaker))}, ${moment(p.start)}`,
    spellcheck: "true",
    autocorrect: "off",
    autocapitalize: "off",
  };
  for (const [name, value] of Object.entries(names)) words.setAttribute(name, value);
  words.focus({ preventScroll: true });
}

export function leave(focus = false) {
  if (!live) return;
  const { row, entered } = live;
  const text = cleaned(row.words.textContent).trim();
  if (text && text !== row.p.text) takeText();
  live = null;
  setLivingRow(null);
  for (const name of [
    "contenteditable",
    "role",
    "aria-multiline",
    "aria-label",
    "spellcheck",
    "autocorrect",
    "autocapitalize",
  ])
    row.words.removeAttribute(name);
  if (!text) leaveOut(row, entered);
  else if (row.words.textContent !== row.p.text) row.words.textContent = row.p.text;
  hold(false);
  sendSoon(0);
  if (focus) (row.element.isConnected ? row : rowAtTime(row.p.start))?.words.focus({ preventScroll: true });
  else if (document.activeElement === row.words) row.words.blur();
  if (text) writing.left(entered, row.p);
  showNow();
}

// An emptied paragraph is left out as it was when it was entered.
function leaveOut(row, entered) {
  const back =
    row.p.text === entered.text ? [] : [{ do: "rewrite", texts: [{ where: whereOf(row.p), text: entered.text }] }];
  const { start, end } = row.p;
  edit([...back, { do: "drop", start, end }]);
  say("Left out.");
}

function takeText() {
  const { row, run } = live;
  const text = cleaned(row.words.textContent).trim();
  if (text && text !== row.p.text) edit([{ do: "rewrite", texts: [{ where: whereOf(row.p), text }] }], run);
}

export function typed(event) {
  if (event.isComposing || !live) return;
  const { words } = live.row;
  if (words.childNodes.length > 1 || /[\n\r]/u.test(words.textContent)) {
    const [from] = selectedIn(live.row) ?? [words.textContent.length];
    words.textContent = cleaned(words.textContent);
    selectIn(live.row, from, from);
  }
  writing.asked = "";
  takeText();
}

// Plain text put where the caret or the selection is.
export function insert(text, range = null) {
  const { row } = live;
  const letters = row.words.firstChild;
  const plain = cleaned(text);
  const [from, to] =
    range && letters
      ? [lettersAt(row, range.startContainer, range.startOffset), lettersAt(row, range.endContainer, range.endOffset)]
      : (selectedIn(row) ?? [0, 0]);
  if (letters) letters.replaceData(from, to - from, plain);
  else row.words.textContent = plain;
  selectIn(row, from + plain.length, from + plain.length);
  typed({});
}
