// Opens the page: gets the State, draws it, and draws again what each step changes.
import { get, make, notice, quiet } from "./dom.js";
import { drawArticle, drawHeading, startArticle } from "./article.js";
import { drawCheck, openPlace, openPlaceId, redrawFlags, startCheck } from "./check.js";
import { startCrossing } from "./crossing.js";
import { offerElsewhere, search, startFind } from "./find.js";
import { startWriting } from "./gestures.js";
import { startHistory, tellConflicts } from "./history.js";
import { option, readKept, writeKept } from "./kept.js";
import { startKeys } from "./keys.js";
import { startSending } from "./sending.js";
import { now, seek, showAfresh, startSound } from "./sound.js";
import { canRedo, canUndo, edit, isHeld, onShown, openState, shown } from "./steps.js";
import { drawLanes, playheadMoved, startStrip } from "./strip.js";
import { clearText, currentRow, drawText, rowAtTime, setCurrent } from "./text.js";
import { setSource, showsSource } from "./timecode.js";
import { drawVoices } from "./voices.js";
import { isWriting, leave } from "./writing.js";

const TABS = ["check", "voices", "article"];

function showTab(name, focus = true) {
  for (const one of TABS) {
    const tab = get("tab-" + one);
    const on = one === name;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    get("panel-" + one).hidden = !on;
    if (on && focus) tab.focus();
  }
  get("rail").classList.remove("shut");
  drawVoices();
  drawArticle();
}

function tabKey(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = TABS.indexOf(event.target.id.slice("tab-".length));
  if (by) {
    event.preventDefault();
    showTab(TABS[(at + by + TABS.length) % TABS.length]);
  }
}

function startDialogs() {
  for (const button of document.querySelectorAll("dialog .shuts"))
    button.onclick = () => button.closest("dialog").close("");
}

function startTabs() {
  for (const one of TABS) {
    get("tab-" + one).onclick = () => {
      const again = get("tab-" + one).getAttribute("aria-selected") === "true";
      const shut = get("rail").classList.contains("shut");
      showTab(one);
      get("rail").classList.toggle("shut", again && !shut);
    };
    get("tab-" + one).addEventListener("keydown", tabKey);
  }
  get("text").addEventListener("click", (event) => {
    const flag = event.target.closest(".flag");
    const who = event.target.closest(".who button");
    const back = event.target.closest(".back");
    if (flag) openPlace(flag.dataset.place);
    else if (who) {
      showTab("voices", false);
      document.querySelector(`.voice[data-label="${CSS.escape(who.dataset.label)}"] input`)?.focus();
    } else if (back) {
      leave();
      edit([{ do: "keep", start: Number(back.dataset.start), end: Number(back.dataset.end) }]);
    }
  });
}

function drawAll(state, { typing }) {
  drawText(state);
  get("undo").disabled = !canUndo();
  get("redo").disabled = !canRedo();
  if (typing || isWriting()) {
    showAfresh();
    drawHeading();
    return;
  }
  drawCheck();
  redrawFlags();
  drawLanes(state);
  drawVoices();
  drawHeading();
  drawArticle();
  search();
  showAfresh();
}

// How the page was left: it opens there again.
function remember(name) {
  const view = readKept(name);
  const row = currentRow;
  if (view.time) seek(view.time);
  if (view.start !== undefined) setCurrent(rowAtTime(view.start), "center");
  if (view.place && shown().places.some((one) => one.id === view.place)) openPlace(view.place, { sound: false });
  const keep = () => writeKept(name, { time: now(), start: row()?.p.start, place: openPlaceId() });
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);
}

const RIGHT_TO_LEFT = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"];
function directionOf(language) {
  try {
    return RIGHT_TO_LEFT.includes(new Intl.Locale(language).maximize().script) ? "rtl" : "ltr";
  } catch {
    return "ltr";
  }
}

// Every time on the page is of the media, or by the programme's own timecode.
function readTimes({ timecode }) {
  setSource(timecode, option("source", false));
  document.body.classList.toggle("sourced", showsSource());
  get("source-line").hidden = !timecode;
}

function begin(state, served) {
  const name = "review:" + (state.of ?? `${state.media.name}:${state.length}`);
  clearText();
  get("text").lang = state.language;
  get("text").dir = directionOf(state.language);
  onShown(drawAll);
  startCrossing();
  startWriting((before, after) => {
    offerElsewhere(before, after);
    if (!isHeld()) drawAll(shown(), {});
  });
  startCheck(showTab);
  startArticle(showTab);
  readTimes(state);
  openState(state, name);
  startStrip(openPlace);
  startSound({ writes: isWriting, moved: playheadMoved });
  startFind();
  startHistory();
  startKeys(() => {
    readTimes(state);
    clearText();
    drawAll(shown(), {});
  });
  startTabs();
  startDialogs();
  startSending(served, tellConflicts);
  drawAll(shown(), {});
  remember(name + ":view");
  performance.mark("ready");
}

async function open() {
  const inside = get("state").textContent.trim();
  if (inside) {
    begin(JSON.parse(inside), false);
    return;
  }
  try {
    const response = await fetch("transcript");
    if (response.ok) {
      begin(await response.json(), true);
      return;
    }
    notice("opening", "This page belongs to an earlier run.", "Start `pipeline review` again and use its new address.");
  } catch {
    notice("opening", "The program has stopped.", "Start `pipeline review` again.", [
      "Try again",
      () => location.reload(),
    ]);
  }
  get("text").replaceChildren(make("p", { class: "opening" }, "Nothing can be shown."));
  quiet("");
}

open();
