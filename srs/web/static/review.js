// Keys, swipes, enlarged images, and an answer that is there at once. Without this the page works by its forms and links.

import { tell } from "./app.js";

const told = document.getElementById("told");
const zoom = document.getElementById("zoom");
const NAMES = { " ": "space", Enter: "enter", Tab: "tab", Backspace: "backspace", Delete: "delete", Insert: "insert", ArrowLeft: "left", ArrowRight: "right" };
const RATINGS = new Set(["again", "hard", "good", "easy"]);
const SWIPE = { far: 70, aside: 45, ms: 700 };

let drill = document.getElementById("drill");
let keys = JSON.parse(drill.dataset.keys);
let ahead = null;
let busy = false;
let deeds = 0;
let waiting = []; // keys that were pressed before the page was there
let begun = performance.now();

/** Fetch a page of the drill. */
async function load(address, form) {
  const request = form ? { method: "POST", body: new URLSearchParams(form) } : {};
  const answer = await fetch(address, request);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("drill");
  if (!found) throw new Error(page.querySelector("main, body")?.textContent.trim() || String(answer.status));
  return { found, title: page.title, told: page.getElementById("told").textContent };
}

/** Show a moment of the drill, with the focus where it begins: on the answer, or on the next question. */
function put(page) {
  const before = drill.querySelector(".question");
  const after = page.found.querySelector(".question");
  const same = before && after && before.dataset.card === after.dataset.card;
  const opened = same && !drill.querySelector(".answer") && page.found.querySelector(".answer");
  const widened = same && !drill.querySelector(".around") && page.found.querySelector(".around");
  const fresh = document.importNode(page.found, true);
  if (same) fresh.querySelector(".question").replaceWith(before); // its images and sounds go on
  drill.replaceWith(fresh);
  drill = fresh;
  keys = JSON.parse(drill.dataset.keys);
  document.title = page.title;
  if (told.textContent !== page.told) told.textContent = page.told;
  if (!same) begun = performance.now();
  prepare();
  if (opened) {
    const answer = drill.querySelector(".answer");
    answer.focus({ preventScroll: true });
    if (answer.getBoundingClientRect().top > innerHeight / 2) answer.scrollIntoView();
  } else if (widened) {
    drill.querySelector(".around").scrollIntoView({ block: "nearest" });
  } else if (!same) {
    scrollTo(0, 0);
    drill.querySelector(".question, .end")?.focus({ preventScroll: true });
  }
}

/** Make what was just put ready: its answer is fetched ahead, so that showing it waits for nothing. */
function prepare() {
  const show = drill.querySelector(".bar a[data-action=show]");
  ahead = show ? load(show.href).catch(() => null) : null;
  const copy = drill.querySelector("[data-copy]");
  if (copy && navigator.clipboard) copy.hidden = false;
}

async function go(address, form) {
  if (busy) return;
  busy = true;
  deeds++;
  try {
    const fetched = form ? null : await ahead;
    const isAhead = fetched && drill.querySelector(".bar a[data-action=show]")?.href === address;
    put(isAhead ? fetched : await load(address, form));
  } catch (error) {
    const gone = error instanceof TypeError;
    tell(gone ? "srs web does not answer. Is it still running?" : error.message, { reload: true });
    waiting = [];
  } finally {
    busy = false;
  }
  const next = waiting.shift();
  if (next) act(next);
}

/** Find what an action presses: before the answer is shown, a rating shows it; behind it, the key for that means good. */
function target(action) {
  const find = (name) => drill.querySelector(`[data-action="${name}"]`);
  if (action === "open") return drill.querySelector("a.zoom");
  if (action === "search") return document.querySelector('nav a[href="/browse"]');
  if (action === "show") return find("show") ?? find("good");
  return find(action) ?? (RATINGS.has(action) ? find("show") : null);
}

function act(action) {
  const found = target(action);
  if (!found || found.hidden) return false;
  found.click();
  return true;
}

function named(event) {
  if (event.ctrlKey && event.key.length === 1) return `ctrl+${event.key.toLowerCase()}`;
  return NAMES[event.key] ?? (event.key.length === 1 ? event.key : event.key.toLowerCase());
}

addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.isComposing || zoom.open) return;
  const at = document.activeElement;
  if (event.key === "Escape") {
    for (const open of drill.querySelectorAll("details[open]")) open.open = false;
    drill.querySelector(".question, .end")?.focus();
    return;
  }
  if (at.matches("input, textarea, select, audio")) return;
  const name = named(event);
  if (at.matches("a, button, summary") && (name === "space" || name === "enter")) return;
  const action = keys[name];
  if (!action || event.repeat) return;
  if (busy) waiting.push(action);
  if (busy || act(action)) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!drill.contains(form)) return;
  event.preventDefault();
  const said = new FormData(form, event.submitter);
  if (!said.has("do")) said.set("do", form.querySelector("[name=do]").value);
  go(form.action, said);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a, button, summary");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("a.zoom")) {
    event.preventDefault();
    enlarge(link);
  } else if (link.matches("#drill a[data-action]")) {
    event.preventDefault();
    go(link.href);
  } else if (link.matches("[data-copy]")) {
    navigator.clipboard.writeText(link.dataset.copy).then(() => (told.textContent = `Copied: ${link.dataset.copy}`));
  } else if (link.matches(".type summary")) {
    event.preventDefault(); // the browser would open it later, and the first letters would be keys
    link.parentElement.open = !link.parentElement.open;
    if (link.parentElement.open) link.parentElement.querySelector("input[type=text]").focus();
  }
});

function enlarge(link) {
  const image = link.querySelector("img").cloneNode();
  image.removeAttribute("width");
  zoom.querySelector("img")?.remove();
  zoom.prepend(image);
  zoom.showModal();
}

zoom.addEventListener("click", (event) => {
  if (event.target !== zoom.querySelector("button")) zoom.close();
});

// A swipe to the right is good, to the left again; a tap on the card shows the answer.
let touch = null;

document.addEventListener("touchstart", (event) => {
  const at = event.target;
  const inCard = event.touches.length === 1 && at.closest(".card") && !at.closest("a, button, summary, input, audio");
  touch = inCard && !scrolls(at) ? { x: event.touches[0].clientX, y: event.touches[0].clientY, ms: event.timeStamp } : null;
}, { passive: true });

document.addEventListener("touchend", (event) => {
  if (!touch || event.changedTouches.length !== 1) return;
  const x = event.changedTouches[0].clientX - touch.x;
  const y = event.changedTouches[0].clientY - touch.y;
  const isShort = event.timeStamp - touch.ms < SWIPE.ms;
  touch = null;
  if (!isShort || Math.abs(y) > SWIPE.aside || String(getSelection())) return;
  if (Math.abs(x) > SWIPE.far) act(x > 0 ? "good" : "again");
  else if (Math.abs(x) < 8 && Math.abs(y) < 8 && !drill.querySelector(".answer")) act("show");
}, { passive: true });

/** Tell whether something is wider than its room, so that a finger moves it sideways. */
function scrolls(element) {
  for (let one = element; one && one !== drill; one = one.parentElement) {
    if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible") return true;
  }
  return false;
}

/** Count what notes brought, whose answer may be another now; the card that is shown stays, and whoever acts goes first. */
async function refresh() {
  const before = deeds;
  const page = await load(location.pathname + location.search).catch(() => null);
  if (page && !busy && deeds === before && !drill.querySelector(".answer, details[open]")) put(page);
}

document.addEventListener("srs:notes", refresh);

setInterval(() => {
  const timer = drill.querySelector(".timer");
  if (!timer) return;
  const seconds = Number(timer.dataset.seconds) + Math.floor((performance.now() - begun) / 1000);
  timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}, 1000);

prepare();
