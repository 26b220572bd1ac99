// What was done, by whom, with undo of any of it; and two people's versions of one paragraph.
import { counted, get, make, notice, say } from "./dom.js";
import { whereOf } from "./finding.js";
import { revert } from "./gestures.js";
import { isServed, myName, saveChanges } from "./sending.js";
import { edit, lastStep, shown, undo, undoSteps } from "./steps.js";
import { bringIntoView, rowWith, setCurrent } from "./text.js";
import { leave } from "./writing.js";
import { moment } from "./timecode.js";

const fetchHistory = async () => (await fetch("history")).json();
const timeOf = (iso) =>
  new Date(iso).toLocaleString(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });

async function openHistory() {
  leave();
  if (!isServed()) {
    saveChanges();
    return;
  }
  drawHeard();
  get("entries").replaceChildren(make("li", {}, "Opening…"));
  get("history").showModal();
  get("history-title").focus();
  try {
    const entries = await fetchHistory();
    get("entries").replaceChildren(
      ...(entries.length ? entries.map(entryOf) : [make("li", {}, "Nothing was changed yet.")]),
    );
  } catch {
    get("entries").replaceChildren(make("li", {}, "The history cannot be read: the program has stopped."));
  }
}

// What the recognizer wrote where people have changed it.
function drawHeard() {
  const changed = shown().paragraphs.filter((p) => p.heard && p.heard !== p.text);
  get("heard-title").hidden = !changed.length;
  get("as-heard").replaceChildren(
    ...changed.map((p) =>
      make(
        "li",
        {},
        make(
          "button",
          { class: "t", "aria-label": `Go to ${moment(p.start)}`, onclick: () => goToHeard(p) },
          moment(p.start),
        ),
        make("p", { dir: "auto", lang: shown().language }, p.heard),
      ),
    ),
  );
}

function goToHeard(p) {
  const row = rowWith(p.id);
  get("history").close();
  if (row) {
    setCurrent(row, "center");
    row.words.focus({ preventScroll: true });
  }
}

function entryOf(one) {
  const back = make(
    "button",
    {
      class: "line",
      onclick: () => {
        undoSteps([one.id]);
        get("history").close();
        say("Undone.");
      },
    },
    "Undo this",
  );
  return make(
    "li",
    {},
    make(
      "p",
      { class: "when" },
      make("time", { datetime: one.at }, timeOf(one.at)),
      one.by ? make("span", { dir: "auto" }, one.by) : null,
    ),
    make(
      "div",
      {},
      ...one.what.map((text) => make("p", { dir: "auto" }, text)),
      one.unplaced ? make("p", { class: "why" }, "Could not be placed: " + one.unplaced) : null,
    ),
    back,
  );
}

// Ctrl Z where nothing of this visit is left: the newest of one's own from before.
export async function undoAny() {
  if (lastStep().length || !isServed()) {
    revert(undo);
    return;
  }
  try {
    const mine = (await fetchHistory()).find((one) => !one.unplaced && (one.by === myName() || !one.by));
    if (mine) {
      undoSteps([mine.id]);
      say("Undone.");
    } else say("Nothing to undo.");
  } catch {
    say("Nothing to undo.");
  }
}

export function tellConflicts(conflicts) {
  const [first] = conflicts;
  const who = first.by || "Somebody else";
  const number = conflicts.length;
  notice(
    "conflict",
    `${who} changed ${number === 1 ? "the same paragraph" : counted(number, "of the same paragraphs", "of the same paragraphs")}.`,
    "Yours is shown; both are in the history.",
    [
      "Show both",
      () => {
        notice("conflict");
        showBoth(conflicts);
      },
    ],
    ["Keep mine", () => notice("conflict")],
  );
}

function showBoth([conflict, ...others]) {
  const dialog = get("both");
  const row = rowWith(conflict.paragraph);
  const choose = (theirs) => {
    const { p } =
      rowWith(conflict.paragraph) ??
      shown()
        .paragraphs.map((one) => ({ p: one }))
        .find((one) => one.p.text === conflict.mine) ??
      {};
    if (theirs && p) edit([{ do: "rewrite", texts: [{ where: whereOf(p), text: conflict.theirs }] }]);
    dialog.close();
    if (others.length) showBoth(others);
  };
  const version = (name, text, theirs) =>
    make(
      "button",
      { class: "version", onclick: () => choose(theirs) },
      make("b", { dir: "auto" }, name),
      make("span", { dir: "auto", lang: shown().language }, text),
    );
  leave();
  get("versions").replaceChildren(
    version(myName() ? `${myName()} (you)` : "You", conflict.mine, false),
    version(conflict.by || "Somebody else", conflict.theirs, true),
  );
  get("versions").onkeydown = (event) => {
    const by = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (by) {
      event.preventDefault();
      document.activeElement[by]?.focus();
    }
  };
  if (row) {
    setCurrent(row);
    bringIntoView(row);
  }
  dialog.showModal();
  get("versions").firstElementChild.focus();
}

export function startHistory() {
  get("saved").onclick = openHistory;
  get("undo").onclick = undoAny;
}
