// The recording behind the page: whether it can be played yet, and its picture.
import { get, make, notice, say } from "./dom.js";
import { option, setOption } from "./kept.js";
import { shown } from "./steps.js";

const ASK_AGAIN = 1000;
const SELDOM = 60000;
const recording = get("media");

export function startPicture() {
  const fold = (folded) => {
    recording.classList.toggle("folded", folded);
    get("fold").setAttribute("aria-expanded", String(!folded));
    get("fold").textContent = folded ? "Show the picture" : "Hide the picture";
    setOption("folded", folded);
  };
  get("screen").hidden = shown().media.kind !== "video";
  get("fold").onclick = () => fold(!recording.classList.contains("folded"));
  fold(option("folded", false));
}

export function loadMedia(told) {
  if (told.state === "ready") {
    recording.src = told.url ?? "media";
    notice("sound");
    tellOther(told, ASK_AGAIN);
    return;
  }
  if (told.state === "missing") {
    notice("sound", `The recording is not where it was: ${told.name}.`, "The text can still be corrected.", [
      "Try again",
      askMedia,
    ]);
  } else if (told.state === "unplayable") tellUnplayable();
  else tellMaking(told);
}

function tellMaking({ progress, left }) {
  const bar = make("progress", { "aria-label": "Making the sound playable" });
  if (progress !== null && progress !== undefined) bar.value = progress;
  const about = left ? `, about ${Math.ceil(left)} s.` : ".";
  if (get("notice").dataset.kind !== "sound" || get("notice").hidden)
    notice("sound", `Making the sound playable${about}`, "The text can be corrected meanwhile.");
  get("notice").querySelector("b").textContent = `Making the sound playable${about}`;
  get("notice").querySelector("progress")?.remove();
  get("notice").firstElementChild.append(" ", bar);
  setTimeout(askMedia, ASK_AGAIN);
}

// Nobody waits for it: a long recording takes minutes to compare.
function tellOther({ same, name }, later) {
  if (same === false)
    notice(
      "other",
      `This is not the recording that was transcribed: ${name}.`,
      "Its content is another, so what is heard may not be what stands here. The text can still be corrected.",
    );
  if (same === null) setTimeout(() => askSame(Math.min(2 * later, SELDOM)), later);
}

async function askSame(later) {
  try {
    tellOther(await (await fetch("media-state")).json(), later);
  } catch {
    setTimeout(() => askSame(later), later);
  }
}

async function askMedia() {
  if (shown().media.url) {
    recording.load();
    return;
  }
  try {
    const told = await (await fetch("media-state")).json();
    if (told.state === "ready") say("The sound can be played now.");
    loadMedia(told);
  } catch {
    setTimeout(askMedia, ASK_AGAIN);
  }
}

export function tellUnplayable() {
  notice("sound", "The recording cannot be played here.", "The text can still be corrected.", ["Try again", askMedia]);
}
