// A selection over several paragraphs: what is typed over it, pasted or copied.
import { whereOf } from "./finding.js";
import { change } from "./model.js";
import { edit, shown } from "./steps.js";
import { numberOf, rowAt, rowOf, rowsShown } from "./text.js";
import { cleaned, isWriting, lettersAt, write } from "./writing.js";

// A selection over several paragraphs, from letter to letter; null where there is none.
export function crossed() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || isWriting()) return null;
  const range = selection.getRangeAt(0);
  const [first, last] = [range.startContainer, range.endContainer].map((node) => rowOf(node.parentElement));
  if (!first || !last || first === last) return null;
  return {
    first,
    last,
    from: lettersAt(first, range.startContainer, range.startOffset),
    to: lettersAt(last, range.endContainer, range.endOffset),
  };
}

// What is left of the paragraphs that are selected becomes one, in the voice of the first.
export function cutCrossed(text = "") {
  const { first, last, from, to } = crossed();
  const at = numberOf(first);
  const count = numberOf(last) - at;
  const actions = [];
  const whole = cleaned(first.p.text.slice(0, from) + text + last.p.text.slice(to)).trim();
  if (!whole) edit([{ do: "drop", start: first.p.start, end: last.p.end }]);
  else {
    let state = shown();
    const add = (action) => {
      actions.push(action);
      state = change(state, action);
    };
    for (let number = 0; number < count; number++) add({ do: "join", where: whereOf(state.paragraphs[at + 1]) });
    add({ do: "rewrite", texts: [{ where: whereOf(state.paragraphs[at]), text: whole }] });
    edit(actions);
    write(rowAt(at), from + cleaned(text).length);
  }
}

// Plain text, one paragraph a line.
function copyCrossed(event) {
  const span = crossed();
  if (!span) return;
  const rows = rowsShown().slice(numberOf(span.first), numberOf(span.last) + 1);
  const lines = rows.map((row) => row.p.text);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, span.to);
  lines[0] = lines[0].slice(span.from);
  event.clipboardData.setData("text/plain", lines.join("\n"));
  event.preventDefault();
}

export function startCrossing() {
  document.addEventListener("copy", copyCrossed);
  document.addEventListener("paste", (event) => {
    if (!crossed()) return;
    event.preventDefault();
    cutCrossed(event.clipboardData.getData("text/plain"));
  });
}
