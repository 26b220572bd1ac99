// The list of keys, and what can be chosen: single keys, colours, one more key for play and pause.
import { get, keyCap, make } from "./dom.js";
import { option, setOption } from "./kept.js";
import { leave } from "./writing.js";

const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", " ": "Space" };
const keyboard = { learning: false };

export const learnt = (event) =>
  option("key", null) !== null &&
  event.code === option("key", null) &&
  !event.ctrlKey &&
  !event.altKey &&
  !event.metaKey;

// True where a key is waited for: this one is it, unless it is one that only goes with others.
export function learnKey(event) {
  if (!keyboard.learning) return false;
  if (["Control", "Shift", "Alt", "Meta", "Tab"].includes(event.key)) return true;
  event.preventDefault();
  keyboard.learning = false;
  setOption("key", event.key === "Escape" ? null : event.code);
  tellLearnt();
  return true;
}

function tellLearnt() {
  const code = option("key", null);
  get("learn").textContent = "Use another key or a pedal";
  get("learnt").textContent = code ? `${code} plays and pauses, also while writing.` : "";
}

function setTheme(theme) {
  setOption("theme", theme);
  document.documentElement.style.colorScheme = theme;
}

export function openKeys() {
  leave();
  get("keys").showModal();
  get("keys-title").focus();
}

function drawKeys(table) {
  const mac = /Mac|iPhone|iPad/u.test(navigator.platform);
  const names = { Control: mac ? "⌘" : "Ctrl", Alt: mac ? "⌥" : "Alt", Escape: "Esc", Shift: mac ? "⇧" : "Shift" };
  const shape = (name) =>
    names[name] ?? ARROWS[name] ?? (name.length === 1 ? name.toUpperCase() : name.replace(/^Key/u, ""));
  const parts = (keys) =>
    keys.flatMap((key, at) => [
      at ? " or " : "",
      ...(key === " " ? [" "] : key.trim().split(" ")).map((name) => keyCap(shape(name))),
    ]);
  const groups = [];
  for (const one of table) {
    if (one.part) groups.push(make("section", {}, make("h3", {}, one.part), make("dl", {})));
    else
      groups
        .at(-1)
        .lastElementChild.append(
          make(
            "div",
            {},
            make("dt", {}, one.told),
            make("dd", { "aria-label": one.keys.map((key) => shape(key) || key).join(", ") }, ...parts(one.keys)),
          ),
        );
  }
  get("keytable").replaceChildren(...groups);
}

export function startOptions(table, timesChanged) {
  drawKeys(table);
  get("help").onclick = openKeys;
  get("single").checked = option("single", true);
  get("single").onchange = () => setOption("single", get("single").checked);
  get("source").checked = option("source", false);
  get("source").onchange = () => {
    setOption("source", get("source").checked);
    timesChanged();
  };
  get("theme").value = option("theme", "");
  get("theme").onchange = () => setTheme(get("theme").value);
  setTheme(option("theme", ""));
  get("learn").onclick = () => {
    keyboard.learning = true;
    get("learn").textContent = "Press it now, or Esc for none";
  };
  tellLearnt();
}
