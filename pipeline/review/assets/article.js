// What the work is for: the heading, signing off, the article for the CMS, and the files.
import { clock, counted, get, make, quiet, say } from "./dom.js";
import { option, setOption } from "./kept.js";
import { isServed, myName } from "./sending.js";
import { edit, shown, unsent } from "./steps.js";
import { leave } from "./writing.js";

const article = { text: "", of: null, asked: 0, showTab: () => {} };
const two = (number) => String(number).padStart(2, "0");
const long = (seconds) =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((one) => two(Math.floor(one))).join(":");

export function drawHeading() {
  const { title, printed, source, signed, length, places } = shown();
  const name = source?.name || source?.url;
  const left = places.length;
  const address = /^https?:/iu.test(source?.url ?? "")
    ? make("a", { href: source.url, rel: "noreferrer", target: "_blank" }, name)
    : name;
  get("title").textContent = title || "Transcript";
  const facts = [printed, address, clock(length)]
    .filter(Boolean)
    .flatMap((one, at) => [at ? make("i", {}) : "", make("span", { dir: "auto" }, one)]);
  const time = signed ? new Date(signed.at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" }) : "";
  const state = !signed
    ? ""
    : signed.current
      ? `Checked by ${signed.by}, ${time}`
      : `Changed since ${signed.by} checked it`;
  get("facts").replaceChildren(...facts, ...(state ? [make("i", {}), make("b", { dir: "auto" }, state)] : []));
  get("signoff").hidden = Boolean(signed?.current);
  document.title = `${title || "Transcript"}${left ? `: ${left} to check` : ""}`;
}

function openHeading() {
  const state = shown();
  const dialog = get("heading");
  const fields = { title: state.title, published: state.published, source: state.source?.name, url: state.source?.url };
  leave();
  for (const [name, value] of Object.entries(fields)) get("set-" + name).value = value ?? "";
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (!dialog.returnValue) return;
    const changed = Object.keys(fields).filter((name) => get("set-" + name).value.trim() !== (fields[name] ?? ""));
    if (changed.length) edit(changed.map((name) => ({ do: name, text: get("set-" + name).value.trim() || null })));
  };
  dialog.showModal();
}

function openSign() {
  const left = shown().places.length;
  const dialog = get("sign");
  leave();
  get("sign-text").textContent = left
    ? `${counted(left, "place was", "places were")} not looked at. You can sign off all the same; the transcript will say so.`
    : "All places were looked at.";
  get("signer").value = myName() ?? "";
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue) sign(get("signer").value.trim());
  };
  dialog.showModal();
  get("signer").focus();
}

function sign(name) {
  if (!name) return;
  setOption("name", name);
  edit([{ do: "sign", name }]);
  say(`Checked by ${name}.`);
  article.showTab("article");
  get("copy")?.focus();
}

// As `render -f article` writes it; from a file, where nobody can be asked, the same from what is shown.
function composed(timed) {
  const state = shown();
  const gaps = [...state.left_out];
  const lines = [];
  const at = (start, text) => (timed ? `[${long(start)}] ${text}` : text);
  const gap = (one) => at(one.start, `[${one.what}]`);
  for (const p of state.paragraphs) {
    while (gaps.length && gaps[0].start <= p.start) lines.push(gap(gaps.shift()));
    const who = p.unsure ? state.speakers.find((one) => one.label === p.speaker)?.called : null;
    lines.push(at(p.start, (who ? who + ": " : "") + (p.quoted ? `"${p.text}"` : p.text)));
  }
  const head = [state.title, state.printed && "Published on: " + state.printed];
  const foot = [state.source?.name, state.source?.url].filter(Boolean).join(" ");
  return [...head, ...lines, ...gaps.map(gap), foot].filter(Boolean).join("\n\n") + "\n";
}

async function articleText(timed) {
  if (!isServed()) return composed(timed);
  const response = await fetch("article?timestamps=" + (timed ? 1 : 0));
  if (!response.ok) throw new Error("no article");
  return response.text();
}

export async function drawArticle() {
  const panel = get("panel-article");
  const state = shown();
  if (panel.hidden || article.of === state || (unsent().length && isServed() && article.of)) return;
  const asked = ++article.asked;
  const timed = option("timestamps", true);
  if (!panel.firstElementChild) panel.replaceChildren(...frameOf(state, timed));
  try {
    const text = await articleText(timed);
    if (asked !== article.asked) return;
    Object.assign(article, { text, of: state });
    get("article").replaceChildren(
      ...text
        .trimEnd()
        .split("\n\n")
        .map((part) => make("p", { dir: "auto" }, part)),
    );
  } catch {
    get("article").replaceChildren(make("p", {}, "The article cannot be made: the program has stopped."));
  }
}

function frameOf(state, timed) {
  const tick = make("input", {
    type: "checkbox",
    id: "timestamps",
    onchange: (event) => {
      setOption("timestamps", event.target.checked);
      article.of = null;
      drawArticle();
    },
  });
  tick.checked = timed;
  const files = isServed()
    ? state.formats.map((name) =>
        make("li", {}, make("a", { href: "render/" + encodeURIComponent(name), download: true }, name)),
      )
    : [];
  return [
    make(
      "div",
      { class: "copy" },
      make("button", { id: "copy", class: "solid", onclick: copy }, "Copy for the CMS"),
      make("label", { class: "tick" }, tick, " With times"),
    ),
    make("div", { id: "article", lang: state.language }),
    ...(files.length ? [make("h2", {}, "Download"), make("ul", { class: "files" }, ...files)] : []),
  ];
}

async function copy() {
  try {
    await navigator.clipboard.writeText(article.text);
    quiet("Copied.");
  } catch {
    getSelection().selectAllChildren(get("article"));
    quiet("Marked: copy it with Ctrl C.");
  }
}

export function startArticle(showTab) {
  article.showTab = showTab;
  get("details").onclick = openHeading;
  get("signoff").onclick = openSign;
}
