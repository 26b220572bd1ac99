// Who speaks when: one lane a role, numbered places above, the playhead, zoom and pan.
import { draw, get, make, roleOf } from "./dom.js";
import { hear, lengthOf, now, seek } from "./sound.js";
import { moment } from "./timecode.js";

const LANES = ["anchor", "correspondent", "expert", "unknown"];
const LANE = 15;
const BAR = 9;
const NEAREST = 20;
const NARROWEST = 1200;
const APART = 24;
const MANY = 12;
const DRAG = 4;
const PLAYS_BEFORE = 1;
const track = get("track");
const lanes = get("lanes");
const range = get("seek");
const view = { from: 0, to: 1, width: 0, places: [], openId: null, openPlace: () => {} };

const shareOf = (seconds) => (seconds - view.from) / (view.to - view.from);
const secondsAt = (clientX) =>
  view.from + ((clientX - track.getBoundingClientRect().left) / view.width) * (view.to - view.from);
const zoomed = () => view.to - view.from < lengthOf() - 0.01;

export function drawLanes(state) {
  const byLabel = new Map(state.speakers.map((one) => [one.label, roleOf(one)]));
  const made = [];
  LANES.forEach((_, lane) =>
    made.push(draw("rect", { class: "bed", x: 0, y: lane * LANE + 7, width: lengthOf(), height: 1 })),
  );
  for (let at = 0, next; at < state.paragraphs.length; at = next) {
    const first = state.paragraphs[at];
    for (
      next = at + 1;
      state.paragraphs[next]?.speaker === first.speaker &&
      state.paragraphs[next].start - state.paragraphs[next - 1].end < 2;
    )
      next++;
    const role = byLabel.get(first.speaker) ?? "unknown";
    made.push(
      draw("rect", {
        class: role,
        x: first.start,
        y: LANES.indexOf(role) * LANE + 3,
        height: BAR,
        width: Math.max(lengthOf() / NARROWEST, state.paragraphs[next - 1].end - first.start),
      }),
    );
  }
  lanes.replaceChildren(...made);
  place();
}

function place() {
  lanes.setAttribute("viewBox", `${view.from} 0 ${view.to - view.from} ${LANE * LANES.length}`);
  track.classList.toggle("zoomed", zoomed());
  Object.assign(range, { min: view.from, max: view.to });
  movePlayhead(now());
  drawMarks(view.places, view.openId);
}

function movePlayhead(seconds) {
  const at = shareOf(seconds);
  get("head").style.transform = `translateX(${Math.round(at * view.width * 10) / 10}px)`;
  get("head").hidden = at < 0 || at > 1;
  if (document.activeElement !== range || Math.abs(range.value - seconds) > 0.2) range.value = seconds;
}

// Numbers where there is room; of places that stand close only a tick, and of many only the open one has its number.
export function drawMarks(places, openId) {
  Object.assign(view, { places, openId });
  let before = -Infinity;
  const visible = places
    .filter(({ place: { time } }) => shareOf(time) >= 0 && shareOf(time) <= 1)
    .sort((one, other) => one.place.time - other.place.time);
  get("marks").replaceChildren(
    ...visible.map(({ place: { id, time }, number }) => {
      const at = shareOf(time);
      const open = id === openId;
      const tick = !open && (places.length > MANY || (at - before) * view.width < APART);
      if (!tick) before = at;
      const mark = make(
        "button",
        {
          tabindex: -1,
          class: tick ? "tick" : null,
          "aria-label": `Place ${number}, ${moment(time)}`,
          "aria-current": open ? "true" : null,
          onclick: () => view.openPlace(id),
        },
        tick ? "" : String(number),
      );
      mark.style.left = `${100 * at}%`;
      return mark;
    }),
  );
}

export function zoom(factor, about = now()) {
  const wide = Math.max(Math.min(NEAREST, lengthOf()), Math.min(lengthOf(), (view.to - view.from) * factor));
  const at = Math.max(0, Math.min(1, shareOf(about)));
  show(about - at * wide, wide);
}

function show(from, wide) {
  view.from = Math.max(0, Math.min(from, lengthOf() - wide));
  view.to = view.from + wide;
  place();
}

function keepPlayheadInView(seconds) {
  if (zoomed() && (seconds > view.to || seconds < view.from))
    show(seconds - (view.to - view.from) * 0.1, view.to - view.from);
}

export function playheadMoved(seconds) {
  keepPlayheadInView(seconds);
  movePlayhead(seconds);
}

// Where the strip is zoomed in, dragging moves it and a click still seeks.
function drag(down) {
  if (!zoomed() || down.button !== 0) return;
  down.preventDefault();
  range.focus();
  const start = { from: view.from, wide: view.to - view.from };
  let dragged = false;
  const moved = (event) => {
    dragged ||= Math.abs(event.clientX - down.clientX) > DRAG;
    if (dragged) show(start.from - ((event.clientX - down.clientX) / view.width) * start.wide, start.wide);
  };
  const ended = (event) => {
    removeEventListener("pointermove", moved);
    if (!dragged) seek(secondsAt(event.clientX));
  };
  addEventListener("pointermove", moved);
  addEventListener("pointerup", ended, { once: true });
}

const STEPS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};

export function startStrip(openPlace) {
  Object.assign(view, { from: 0, to: Math.max(1, lengthOf()), openPlace });
  range.addEventListener("input", () => seek(Number(range.value)));
  range.addEventListener("pointerdown", drag);
  range.addEventListener("keydown", (event) => {
    const by = STEPS[event.key];
    if (by !== undefined) {
      event.preventDefault();
      seek(Math.max(0, Math.min(lengthOf(), now() + by)));
    }
  });
  range.addEventListener("dblclick", (event) => hear(secondsAt(event.clientX) - PLAYS_BEFORE));
  track.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8);
    },
    { passive: false },
  );
  new ResizeObserver(([entry]) => {
    view.width = entry.contentRect.width;
    place();
  }).observe(track);
}
