// The list of an archive: what waits, what is in work, what is checked; one stop for the keyboard, which moves in it.
import { clock, counted, get, make } from "./dom.js";

const STATES = ["waiting", "in work", "changed since", "checked"];
const ALL = "all", PAGE = 200, AGAIN = 700, LATER = 15000;
let listed = { name: "", programmes: [], left: 0 }, state = ALL, most = PAGE, current = null;

const told = (row) => [row.title, row.path, row.station, row.by || "", ...row.voices].join("\n").toLowerCase();

function found() {
  const words = get("wanted").value.toLowerCase().split(/\s+/).filter(Boolean);
  return listed.programmes.filter((row) => words.every((word) => told(row).includes(word)));
}

const ORDERS = {
  published: (one, other) => other.published.localeCompare(one.published) || one.path.localeCompare(other.path),
  places: (one, other) => other.places - one.places || one.path.localeCompare(other.path),
  title: (one, other) => called(one).localeCompare(called(other)),
};

const called = (row) => row.title || row.path.replace(/\.json$/, "");

function standing(row) {
  if (row.state === "checked") return `Checked by ${row.by}`;
  if (row.state === "changed since") return `Changed since ${row.by} checked it`;
  return row.state === "in work" ? `In work, ${counted(row.places, "place", "places")} left` : counted(row.places, "place", "places") + " to check";
}

function line(row) {
  const facts = [row.station, row.voices.slice(0, 4).join(", "), row.title ? row.path : ""].filter(Boolean);
  const link = make("a", { href: `p/${row.key}/`, tabindex: -1, dir: "auto" }, called(row));
  return make("tr", { "data-key": row.key, class: row.state.replace(" ", "-") },
    make("td", {}, link, make("p", { dir: "auto" }, facts.join(" · "))),
    make("td", { class: "when" }, row.printed),
    make("td", { class: "number" }, row.length === null ? "" : clock(row.length)),
    make("td", {}, make("span", { class: "standing" }, standing(row))));
}

function drawStates(rows) {
  const count = (name) => (name === ALL ? rows.length : rows.filter((row) => row.state === name).length);
  get("states").replaceChildren(get("states").firstElementChild, ...[ALL, ...STATES].map((name) =>
    make("label", { class: "tick" },
      make("input", { type: "radio", name: "state", value: name, checked: name === state, onchange: () => { state = name; most = PAGE; drawList(); } }),
      `${name[0].toUpperCase()}${name.slice(1)} ${count(name)}`)));
}

function drawList() {
  const all = found(), rows = all.filter((row) => state === ALL || row.state === state).sort(ORDERS[get("order").value]);
  const focus = document.activeElement, inList = get("rows").contains(focus), inStates = get("states").contains(focus);
  drawStates(all);
  if (inStates) get("states").querySelector("input:checked").focus();
  get("rows").replaceChildren(...rows.slice(0, most).map(line));
  get("more").hidden = rows.length <= most;
  get("more").textContent = `Show ${Math.min(PAGE, rows.length - most)} more`;
  get("none").hidden = rows.length > 0;
  get("none").textContent = listed.left ? "Reading…" : listed.programmes.length ? "Nothing fits." : "There are no transcripts in this folder.";
  const left = listed.programmes.filter((row) => row.state !== "checked").length;
  get("counts").textContent = counted(listed.programmes.length, "programme", "programmes") + `, ${left} not checked` + (listed.left ? `, ${listed.left} still to be read` : "");
  stop(current, inList);
}

// The one row that the keyboard stands on.
function stop(key, focus) {
  const links = [...get("rows").querySelectorAll("a")];
  const link = links.find((one) => one.closest("tr").dataset.key === key) || links[0];
  for (const one of links) one.tabIndex = one === link ? 0 : -1;
  current = link ? link.closest("tr").dataset.key : null;
  if (link && focus) { link.focus({ preventScroll: true }); link.closest("tr").scrollIntoView({ block: "nearest" }); }
}

function move(by) {
  const links = [...get("rows").querySelectorAll("a")], at = links.findIndex((one) => one.tabIndex === 0);
  const to = links[Math.max(0, Math.min(links.length - 1, document.activeElement === links[at] ? at + by : at))];
  if (to) stop(to.closest("tr").dataset.key, true);
}

async function ask() {
  try {
    const answer = await fetch("programmes");
    if (!answer.ok) throw new Error((await answer.json()).error);
    const before = JSON.stringify(listed);
    listed = await answer.json();
    get("name").textContent = listed.name;
    if (JSON.stringify(listed) !== before) drawList();
  } catch (error) {
    get("counts").textContent = error instanceof TypeError ? "The program has stopped. Start it again and use its new address." : String(error.message);
  }
  setTimeout(ask, listed.left ? AGAIN : LATER);
}

const KEYS = { j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1), "/": () => get("wanted").focus() };

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, select");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (field && !(field === get("wanted") && (event.key === "ArrowDown" || event.key === "Enter"))) return;
  const act = event.key === "Enter" && field ? () => move(0) : KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});
get("wanted").addEventListener("input", () => { most = PAGE; drawList(); });
get("order").addEventListener("change", drawList);
get("more").addEventListener("click", () => { most += PAGE; drawList(); });
get("rows").addEventListener("click", (event) => {
  const row = event.target.closest("tr");
  if (row && !event.target.closest("a") && !String(getSelection())) row.querySelector("a").click();
});
ask();
