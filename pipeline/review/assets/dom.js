// What every part of the page uses to find and to make elements. Only text nodes are ever made of what was heard.
export const ROLES = { anchor: "Anchor", correspondent: "Correspondent", expert: "Expert", unknown: "Role not known" };
const SVG = "http://www.w3.org/2000/svg";

export const get = (id) => document.getElementById(id);

// Props that begin with "on" are listeners; false, null and undefined are left out; children may be null.
export function make(tag, props, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function draw(tag, props) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) made.setAttribute(name, value);
  return made;
}

export function icon(name) {
  const made = draw("svg", { "aria-hidden": "true" });
  made.append(draw("use", { href: "#i-" + name }));
  return made;
}

export const keyCap = (name) => make("kbd", { "aria-hidden": "true" }, name);

export function clock(seconds) {
  const whole = Math.floor(Math.max(0, seconds) + 0.001);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(whole % 60);
}

export const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
export const roleOf = (speaker) => (!speaker || speaker.unsure ? "unknown" : speaker.role);
export const nameOf = (speaker) => (speaker ? speaker.called : "Nobody known");

// For ears: a screen reader says it at the next pause. For eyes too: `quiet` is one line under the text.
export function say(text) {
  get("say").textContent = text;
}

let quietTimer = 0;
export function quiet(text, ...buttons) {
  clearTimeout(quietTimer);
  get("quiet").hidden = !text;
  get("quiet").replaceChildren(
    make("span", { dir: "auto" }, text),
    ...buttons.map(([label, act]) =>
      make(
        "button",
        {
          class: "link",
          onclick: () => {
            quiet("");
            act();
          },
        },
        label,
      ),
    ),
  );
  if (text) quietTimer = setTimeout(() => quiet(""), buttons.length ? 12000 : 6000);
}

// One notice at a time; a notice of another kind takes its place, and `kind` alone takes its own away.
export function notice(kind, title, text, ...buttons) {
  const box = get("notice");
  if (!title) {
    if (box.dataset.kind === kind) {
      box.hidden = true;
      box.dataset.kind = "";
    }
    return;
  }
  if (!box.hidden && box.dataset.kind === kind && box.dataset.told === title + text) return;
  const close = make("button", { class: "icon", "aria-label": "Close", onclick: () => notice(kind) }, icon("cross"));
  const acts = buttons.map(([label, act]) => make("button", { class: "line", onclick: act }, label));
  Object.assign(box.dataset, { kind, told: title + text });
  box.replaceChildren(make("div", { dir: "auto" }, make("b", {}, title), " ", text), ...acts, close);
  box.hidden = false;
}

export function saveAs(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
