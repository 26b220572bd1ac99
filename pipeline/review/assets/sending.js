// Steps to the server, and what others did from it. A step leaves this browser's storage when the server has answered.
import { counted, get, notice, saveAs, say } from "./dom.js";
import { kept, option } from "./kept.js";
import { acknowledge, baseNow, isHeld, markSent, onShown, shown, startAfresh, stepsMade, takeOver, unsent } from "./steps.js";

const AFTER_TYPING = 1000;
const POLL = 5000;
const RETRY = 3000;
const REFUSED_STORAGE = 300;
const sending = { served: false, busy: false, timer: 0, onConflicts: () => {} };

export const isServed = () => sending.served;
export const myName = () => shown().me ?? option("name", null);

export function startSending(served, onConflicts) {
  Object.assign(sending, { served, onConflicts });
  get("saved").hidden = false;
  onShown((_, { typing, fromServer }) => {
    if (!fromServer) sendSoon(typing ? AFTER_TYPING : 0);
  });
  if (!served) {
    tellKept();
    return;
  }
  tellSaved(unsent().length ? "Saving" : "Saved");
  sendSoon(0);
  setInterval(poll, POLL);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) poll();
  });
  addEventListener("focus", poll);
  addEventListener("pagehide", leaveNothing);
}

export function sendSoon(delay) {
  if (!sending.served) {
    tellKept();
    return;
  }
  if (!unsent().length) return;
  tellSaved("Saving");
  if (kept.refused) {
    notice(
      "kept",
      "This browser keeps nothing.",
      "Your changes are sent at every pause; wait for “Saved” before you close the page.",
    );
  }
  clearTimeout(sending.timer);
  sending.timer = setTimeout(sendNow, kept.refused ? Math.min(delay, REFUSED_STORAGE) : delay);
}

function tellSaved(text) {
  const button = get("saved");
  if (button.lastElementChild.textContent === text) return;
  button.lastElementChild.textContent = text;
  button
    .querySelector("use")
    .setAttribute(
      "href",
      text === "Saved" ? "#i-check" : text === "Not saved" ? "#i-cross" : sending.served ? "#i-wait" : "#i-down",
    );
  button.classList.toggle("bad", text === "Not saved");
}

const bodyOf = (from, steps) => JSON.stringify({ base: from.version, by: myName(), steps });
const post = (from, steps, more) =>
  fetch("edits", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: bodyOf(from, steps),
    ...more,
  });

async function sendNow() {
  const from = baseNow();
  const steps = unsent();
  if (sending.busy || !steps.length) return;
  sending.busy = true;
  markSent();
  let wait = null;
  try {
    wait = await answerOf(await post(from, steps), from, steps);
  } catch {
    wait = RETRY;
    tellStopped();
  }
  sending.busy = false;
  if (unsent().length) {
    clearTimeout(sending.timer);
    sending.timer = setTimeout(sendNow, wait ?? 0);
  } else if (wait === null) tellSaved("Saved");
}

// Milliseconds to wait before it is tried again; null where the steps were taken.
async function answerOf(response, from, steps) {
  if (response.status === 409) return await madeAnew();
  if (!response.ok) {
    const told = await response.json().catch(() => ({}));
    tellRefused(response.status, told.error);
    return RETRY;
  }
  const answer = await response.json();
  notice("saving");
  acknowledge(
    steps.map((step) => step.id),
    from,
    answer,
  );
  if (answer.refused?.length) tellUnplaced(answer.refused);
  if (answer.conflicts?.length) sending.onConflicts(answer.conflicts);
  return null;
}

async function madeAnew() {
  if (isHeld()) return RETRY;
  const response = await fetch("transcript");
  if (!response.ok) {
    tellRefused(response.status);
    return RETRY;
  }
  startAfresh(await response.json());
  return 0;
}

const lastChanges = () => (unsent().length === 1 ? "Your last change is" : `Your last ${unsent().length} changes are`);
const asFile = ["Save them as a file", () => saveChanges()];
function tellStopped() {
  tellSaved("Not saved");
  notice(
    "saving",
    "Not saved: the program has stopped.",
    `${lastChanges()} kept in this browser and ${unsent().length === 1 ? "is" : "are"} sent when it runs again.`,
    ["Try again", sendNow],
    asFile,
  );
}

function tellRefused(status, error) {
  if (unsent().length) tellSaved("Not saved");
  if (status === 404 || status === 403) {
    notice(
      "saving",
      "This page belongs to an earlier run.",
      "Start `pipeline review` again and use its new address.",
      asFile,
    );
  } else {
    notice(
      "saving",
      `Not saved: ${error ?? "the program could not keep it"}.`,
      `${lastChanges()} kept in this browser.`,
      ["Try again", sendNow],
      asFile,
    );
  }
}

function tellUnplaced(refused) {
  notice(
    "unplaced",
    `${counted(refused.length, "change", "changes")} could not be placed.`,
    refused.map((one) => one.why).join(" "),
  );
}

async function poll() {
  if (sending.busy || document.hidden || isHeld()) return;
  if (unsent().length) {
    sendNow();
    return;
  }
  sending.busy = true;
  try {
    const from = baseNow();
    const response = await fetch("changes?since=" + encodeURIComponent(from.version));
    if (response.status === 409) await madeAnew();
    else if (response.status === 200) others(from, await response.json());
    else if (!response.ok) tellRefused(response.status);
    if (response.ok) {
      notice("saving");
      tellSaved("Saved");
    }
  } catch {
    notice("saving", "The program has stopped.", "What you change is kept in this browser until it runs again.", [
      "Try again",
      poll,
    ]);
  }
  sending.busy = false;
  if (unsent().length) sendSoon(0);
}

function others(from, answer) {
  if (isHeld() || unsent().length) return;
  takeOver(from, answer);
  const names = answer.by?.filter(Boolean) ?? [];
  if (answer.count)
    say(`${names.join(" and ") || "Somebody else"} changed ${counted(answer.count, "paragraph", "paragraphs")}.`);
}

function leaveNothing() {
  const steps = unsent();
  if (!steps.length) return;
  markSent();
  post(baseNow(), steps, { keepalive: true }).catch(() => {});
}

// The self-contained form: all steps stay in this browser until they are downloaded.
function tellKept() {
  const number = stepsMade().length;
  get("saved").disabled = !number;
  tellSaved(
    number ? `${counted(number, "change is", "changes are")} in this browser only. Download them` : "No changes yet",
  );
  if (kept.refused && number) {
    notice("kept", "Not saved: this browser keeps nothing.", "Download the changes before you close the page.", [
      "Download them",
      saveChanges,
    ]);
  }
}

export function saveChanges() {
  const { of, title } = shown();
  const file = {
    schema: "broadcast-corrections/1",
    of: of ?? null,
    title,
    by: myName(),
    steps: sending.served ? unsent() : stepsMade(),
  };
  const name =
    (title ?? "transcript")
      .replace(/[^\p{L}\p{N} -]+/gu, "")
      .trim()
      .slice(0, 60) || "transcript";
  saveAs(name + ".corrections.json", JSON.stringify(file, null, 1) + "\n");
}
