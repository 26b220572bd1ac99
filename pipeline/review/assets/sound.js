// Hearing: the player, the word that is heard, and following it.
import { clock, get, nameOf, notice } from "./dom.js";
import { speakerOf } from "./finding.js";
import { option, setOption } from "./kept.js";
import { loadMedia, startPicture, tellUnplayable } from "./recording.js";
import { shown } from "./steps.js";
import { bringIntoView, currentRow, paint, rangeIn, rowAtTime, setCurrent } from "./text.js";
import { begun } from "./times.js";
import { moment } from "./timecode.js";

const STEP = 2;
const AGAIN = 0.7;
const UPPER = 0.7;
const LINGERS = 0.4;
// A stretch that was heard ends within its last word, so that the next begins behind it.
const JUST_BEFORE = 0.01;
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const media = get("media");
const player = {
  until: Infinity,
  from: 0,
  repeats: false,
  follows: true,
  speed: 2,
  paused: false,
  row: null,
  word: -1,
  second: -1,
  writes: () => false,
  moved: () => {},
};

export const lengthOf = () => shown().length || media.duration || 0;
export const isPaused = () => media.paused;
export const heardRow = () => player.row;
export const now = () => media.currentTime;

export function seek(seconds) {
  media.currentTime = Math.max(0, Math.min(seconds, lengthOf()));
  player.paused = false;
  showNow();
}

export function hear(from, until = Infinity, repeats = false) {
  Object.assign(player, { from: Math.max(0, from), until, repeats });
  seek(player.from);
  start();
}

function start() {
  media.play().catch((error) => {
    if (error.name === "NotSupportedError") tellUnplayable();
  });
}

export function toggle() {
  player.repeats = false;
  if (!media.paused) {
    media.pause();
    return;
  }
  if (player.paused && !media.ended) media.currentTime = Math.max(0, media.currentTime - AGAIN);
  player.until = Infinity;
  start();
}

export const pause = () => media.pause();
// What is being repeated is heard to its end.
export const stopRepeating = () => {
  player.repeats = false;
};
function move(seconds) {
  player.until = Infinity;
  seek(media.currentTime + seconds);
}
export const goBack = () => move(-STEP);
export const goOn = () => move(STEP);

export function setSpeed(by) {
  player.speed = Math.max(0, Math.min(SPEEDS.length - 1, player.speed + by));
  media.playbackRate = SPEEDS[player.speed];
  setOption("speed", player.speed);
  get("rate").textContent = SPEEDS[player.speed] + "×";
  get("rate").setAttribute("aria-label", `Speed, ${SPEEDS[player.speed]} times`);
}

export function follow(on) {
  player.follows = on;
  get("follow").setAttribute("aria-pressed", String(on));
  if (on && player.row) bringIntoView(player.row);
}
export const toggleFollow = () => follow(!player.follows);

// The word at a time, as the place of its entry in the paragraph's words; -1 where none is heard.
function wordNow(row, seconds) {
  const at = begun(row.p.words, seconds * 1000, (entry) => entry[2]);
  return at >= 0 && seconds * 1000 < row.p.words[at][3] + LINGERS * 1000 ? at : -1;
}

export function showNow() {
  const seconds = media.currentTime;
  const row = rowAtTime(seconds);
  player.moved(seconds);
  if (player.second !== Math.floor(seconds)) {
    player.second = Math.floor(seconds);
    get("at").textContent = moment(seconds);
  }
  if (row !== player.row) showRow(row, seconds);
  const word = row ? wordNow(row, seconds) : -1;
  if (word !== player.word || !row) {
    player.word = word;
    paint(
      "now",
      word >= 0 && (seconds > 0 || !media.paused) ? [rangeIn(row, row.p.words[word][0], row.p.words[word][1])] : [],
    );
  }
}

function showRow(row, seconds) {
  player.row?.element.classList.remove("now");
  Object.assign(player, { row, word: -2 });
  if (!row) return;
  row.element.classList.add("now");
  get("seek").setAttribute("aria-valuetext", `${moment(seconds)}, ${nameOf(speakerOf(shown(), row.p.speaker))}`);
  if (player.writes()) return;
  if (!media.paused && document.activeElement !== currentRow()?.words) setCurrent(row);
  if (!media.paused && player.follows) keepInView(row);
}

// After a redraw the marks have to be found again.
export function showAfresh() {
  player.row?.element.classList.remove("now");
  Object.assign(player, { row: null, word: -2, second: -1 });
  showNow();
}

function keepInView(row) {
  const box = row.element.getBoundingClientRect();
  const frame = get("text").getBoundingClientRect();
  if (box.top < frame.top + 8 || box.bottom > frame.top + frame.height * UPPER) bringIntoView(row);
}

function tick() {
  if (media.currentTime >= player.until) {
    if (player.repeats) media.currentTime = player.from;
    else {
      media.pause();
      media.currentTime = Math.max(player.from, player.until - JUST_BEFORE);
      player.until = Infinity;
    }
  }
  showNow();
  if (!media.paused) requestAnimationFrame(tick);
}

function showButton() {
  get("play")
    .querySelector("use")
    .setAttribute("href", media.paused ? "#i-play" : "#i-pause");
  get("play").setAttribute("aria-label", media.paused ? "Play" : "Pause");
}

export function startSound({ writes, moved }) {
  Object.assign(player, { writes, moved });
  get("length").textContent = clock(lengthOf());
  media.addEventListener("play", () => {
    showButton();
    tick();
  });
  media.addEventListener("pause", () => {
    player.paused = true;
    showButton();
    showNow();
  });
  media.addEventListener("seeked", showNow);
  media.addEventListener("error", () => {
    if (media.getAttribute("src")) tellUnplayable();
  });
  media.addEventListener("loadedmetadata", () => {
    notice("sound");
    setSpeed(0);
  });
  for (const kind of ["wheel", "touchmove"])
    get("text").addEventListener(
      kind,
      () => {
        if (!media.paused) follow(false);
      },
      { passive: true },
    );
  player.speed = option("speed", 2);
  setSpeed(0);
  get("play").onclick = toggle;
  get("back").onclick = goBack;
  get("on").onclick = goOn;
  get("rate").onclick = () => setSpeed(player.speed === SPEEDS.length - 1 ? -player.speed : 1);
  get("follow").onclick = toggleFollow;
  startSession();
  startPicture();
  loadMedia(shown().media);
}

// Media keys of keyboards, headsets and pedals, also while the page is behind others.
function startSession() {
  if (!navigator.mediaSession) return;
  if (window.MediaMetadata)
    navigator.mediaSession.metadata = new MediaMetadata({ title: shown().title ?? "Transcript" });
  const acts = {
    play: toggle,
    pause: toggle,
    previoustrack: goBack,
    seekbackward: goBack,
    seekforward: goOn,
    seekto: (told) => seek(told.seekTime),
  };
  for (const [name, act] of Object.entries(acts)) {
    try {
      navigator.mediaSession.setActionHandler(name, act);
    } catch {
      /* an older browser lacks some of them */
    }
  }
}
