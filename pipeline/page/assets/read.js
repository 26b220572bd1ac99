"use strict";
// Reading along: the word that is heard is marked, a word that is clicked is heard. Words are ranges of
// characters in one text node a paragraph, so that a page of thirty thousand words stays quick.
(() => {
  const STEP = 2, BEFORE = 1, AGAIN = 0.7, UPPER = 0.7;
  const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
  const PLAY = "M8 5v14l11-7z", PAUSE = "M7 5h3.500v14H7zM13.500 5H17v14h-3.500z";
  const get = (id) => document.getElementById(id);
  const media = get("media"), text = get("text"), seek = get("seek"), head = get("head");
  const paragraphs = JSON.parse(get("data").textContent);
  const elements = paragraphs.map((_, number) => get("p" + number));
  const words = paragraphs.flatMap((paragraph, number) =>
    paragraph.words.map(([first, last, start, end]) => ({ number, first, last, start, end })));
  words.sort((one, other) => one.start - other.start);
  const paints = "highlights" in CSS && typeof Highlight === "function";
  let shown = null, follows = true, speed = 2, resumed = false;

  const node = (number) => elements[number].querySelector(".w").firstChild;
  const total = () => Number(seek.max);

  function range(number, first, last) {
    const found = new Range(), letters = node(number);
    found.setStart(letters, Math.min(first, letters.length));
    found.setEnd(letters, Math.min(last, letters.length));
    return found;
  }

  function clock(seconds) {
    const whole = Math.floor(Math.max(0, seconds)), two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(whole % 60);
  }

  // The last word that has begun; -1 before the first.
  function wordAt(time) {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle].start <= time) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  function show() {
    const time = media.currentTime, at = wordAt(time * 1000), word = words[at];
    get("at").textContent = clock(time);
    seek.value = time;
    head.style.transform = `translateX(${seek.clientWidth * Math.min(1, time / total())}px)`;
    const heard = word && time * 1000 < word.end + 400 ? word : null;
    const number = word ? word.number : null;
    if (paints) {
      if (heard) CSS.highlights.set("now", new Highlight(range(heard.number, heard.first, heard.last)));
      else CSS.highlights.delete("now");
    }
    if (number !== shown) {
      if (shown !== null) elements[shown].classList.remove("now");
      if (number !== null) elements[number].classList.add("now");
      shown = number;
      const paragraph = number === null ? "" : ", " + (speakerOf(elements[number]) || "");
      seek.setAttribute("aria-valuetext", clock(time) + paragraph);
    }
    if (follows && number !== null && !media.paused) keepInView(elements[number]);
  }

  const speakerOf = (element) => {
    let turn = element.closest(".turn");
    while (turn && !turn.querySelector(".who b")) turn = turn.previousElementSibling;
    return turn && turn.querySelector(".who b").textContent;
  };

  function keepInView(element) {
    const box = element.getBoundingClientRect(), frame = text.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.top + frame.height * UPPER) {
      text.scrollTop += box.top - frame.top - frame.height * 0.2;
    }
  }

  function tick() {
    show();
    if (!media.paused) requestAnimationFrame(tick);
  }

  function hear(time) {
    media.currentTime = Math.max(0, Math.min(time, total()));
    resumed = false;
    show();
    if (media.paused) media.play().catch(() => {});
  }

  function move(seconds) {
    media.currentTime = Math.max(0, Math.min(media.currentTime + seconds, total()));
    resumed = false;
    show();
  }

  function toggle() {
    if (!media.paused) { media.pause(); return; }
    if (resumed) media.currentTime = Math.max(0, media.currentTime - AGAIN);
    media.play().catch(() => {});
  }

  function turnSpeed(by) {
    speed = Math.max(0, Math.min(SPEEDS.length - 1, speed + by));
    media.playbackRate = SPEEDS[speed];
    get("rate").textContent = SPEEDS[speed] + "\u00d7";
    get("rate").setAttribute("aria-label", `Speed, ${SPEEDS[speed]} times`);
  }

  function setFollow(on) {
    follows = on;
    get("follow").setAttribute("aria-pressed", String(on));
    if (on && shown !== null) keepInView(elements[shown]);
  }

  // Where in a paragraph's text a click fell, in characters.
  function letterAt(event) {
    if (document.caretPositionFromPoint) {
      const place = document.caretPositionFromPoint(event.clientX, event.clientY);
      return place && [place.offsetNode, place.offset];
    }
    const place = document.caretRangeFromPoint(event.clientX, event.clientY);
    return place && [place.startContainer, place.startOffset];
  }

  function wordUnder(event, number) {
    const [at, letter] = letterAt(event) || [];
    const own = words.filter((word) => word.number === number);
    if (at !== node(number)) return own[0];
    return own.find((word) => letter < word.last) || own[own.length - 1];
  }

  function neighbour(by) {
    const number = Math.max(0, Math.min(elements.length - 1, (shown === null ? -1 : shown) + by));
    if (elements.length) { move(paragraphs[number].start / 1000 - media.currentTime); keepInView(elements[number]); }
  }

  const KEYS = {
    " ": toggle, j: () => move(-STEP), l: () => move(STEP), ",": () => turnSpeed(-1), ".": () => turnSpeed(1),
    f: () => setFollow(!follows), ArrowUp: () => neighbour(-1), ArrowDown: () => neighbour(1),
  };

  text.addEventListener("click", (event) => {
    const paragraph = event.target.closest(".p");
    if (!paragraph || String(getSelection())) return;
    const number = elements.indexOf(paragraph), flag = event.target.closest(".flag");
    if (flag) { hear(Number(flag.dataset.at) - BEFORE); get("say").textContent = flag.ariaLabel; return; }
    if (event.target.closest(".t")) { event.preventDefault(); hear(paragraphs[number].start / 1000); return; }
    if (!event.target.closest(".w")) return;
    const word = wordUnder(event, number);
    hear((word ? word.start : paragraphs[number].start) / 1000);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || field) return;
    if (event.target.closest("button, a") && event.key === " ") return;
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  });
  for (const kind of ["wheel", "touchmove"]) text.addEventListener(kind, () => setFollow(false), { passive: true });
  seek.addEventListener("input", () => { media.currentTime = Number(seek.value); resumed = false; show(); });
  get("play").addEventListener("click", toggle);
  get("back").addEventListener("click", () => move(-STEP));
  get("on").addEventListener("click", () => move(STEP));
  get("rate").addEventListener("click", () => turnSpeed(speed === SPEEDS.length - 1 ? -speed : 1));
  get("follow").addEventListener("click", () => setFollow(!follows));
  media.addEventListener("play", () => {
    get("sign").setAttribute("d", PAUSE);
    get("play").setAttribute("aria-label", "Pause");
    resumed = false;
    tick();
  });
  media.addEventListener("pause", () => {
    get("sign").setAttribute("d", PLAY);
    get("play").setAttribute("aria-label", "Play");
    resumed = true;
    show();
  });
  media.addEventListener("seeked", show);
  media.addEventListener("loadedmetadata", () => { get("missing").hidden = true; });
  media.addEventListener("error", () => {
    get("reason").textContent = media.error && media.error.code === 4 && !get("file").value
      ? "The recording is not beside this page, or cannot be played here." : "The recording cannot be played here.";
    get("missing").hidden = false;
  });
  get("file").addEventListener("change", (event) => {
    if (event.target.files[0]) media.src = URL.createObjectURL(event.target.files[0]);
  });

  document.querySelector(".dock").hidden = false;
  document.body.classList.add("heard");
  if (paints) {
    const unsure = paragraphs.flatMap(({ doubts }, number) => doubts.map(([first, last]) => range(number, first, last)));
    CSS.highlights.set("doubt", new Highlight(...unsure));
  }
  if (!media.getAttribute("src")) media.dispatchEvent(new Event("error"));
  show();
})();
