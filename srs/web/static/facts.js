// Lists and pages of facts: what is typed is looked for at once, forms change the page where it is, and keys press its buttons.
// Without this everything works by its forms and links.

import { seen, tell } from "./app.js";

const NAMES = { " ": "Space", ArrowDown: "j", ArrowUp: "k" };
const PAUSE_MS = 150;
const MOST_UNASKED = 20;

let current = 0;
let shown = false; // the cursor, once somebody uses it
let asked = 0;
let busy = false; // a form or a step is on its way, and what is shown is about to be another thing
const waiting = []; // keys that were pressed meanwhile, for the page that comes

const rows = () => [...document.querySelectorAll("[data-row]")];

/** Put the parts of a page that was fetched in the place of those that are shown, the focus where it was. */
function put(page, { chosen = new Set() } = {}) {
  const focus = document.activeElement?.id;
  const at = rows()[current]?.id;
  for (const part of page.querySelectorAll("[data-part]")) {
    const old = document.getElementById(part.id);
    if (old && old.outerHTML !== part.outerHTML) old.replaceWith(document.importNode(part, true));
  }
  document.title = page.title;
  seen(page);
  for (const box of document.querySelectorAll("[name=fact][type=checkbox]")) box.checked = chosen.has(box.value);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  const place = rows().findIndex((row) => row.id === at);
  current = place >= 0 ? place : Math.min(current, Math.max(rows().length - 1, 0));
  prepare();
}

async function load(address, form) {
  const answer = await fetch(address, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("[data-part]")) throw new Error(page.querySelector("main, body")?.textContent.trim() || String(answer.status));
  return { page, address: answer.url };
}

/** Fetch and show; a page that another one has overtaken is dropped, what came of a form never is. */
async function go(address, { form, keep = true, push = "", hold = Boolean(form) } = {}) {
  if (busy) return;
  const number = ++asked;
  busy = hold;
  const chosen = keep ? new Set(picked().map((box) => box.value)) : new Set();
  try {
    const found = await load(address, form);
    if (number !== asked) return;
    put(found.page, { chosen });
    if (push) history.replaceState(null, "", push);
    if (form) history.replaceState(null, "", found.address.split("#")[0]);
  } catch (error) {
    waiting.length = 0;
    tell(error instanceof TypeError ? "srs web does not answer. Is it still running?" : error.message, { reload: true });
  } finally {
    if (hold) busy = false;
  }
  while (hold && waiting.length && !busy) press(...waiting.shift());
}

const picked = () => [...document.querySelectorAll("[name=fact][type=checkbox]:checked")];

function prepare() {
  const list = rows();
  if (document.querySelector("[data-list]")) list.forEach((row, number) => row.classList.toggle("current", shown && number === current));
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  count();
}

function count() {
  const told = document.querySelector("[data-picked]");
  const every = document.querySelector("[name=all]:checked");
  if (told) told.textContent = every ? "" : picked().length ? `${picked().length} selected` : "";
}

/** Move the cursor; the row is scrolled into view. */
function move(step) {
  const list = rows();
  if (!list.length) return;
  current = shown ? Math.max(0, Math.min(list.length - 1, current + step)) : current;
  shown = true;
  prepare();
  list[current].scrollIntoView({ block: "nearest" });
}

function pick() {
  const box = rows()[current]?.querySelector("[name=fact]");
  if (!box || !shown) return move(0);
  box.checked = !box.checked;
  move(1);
}

/** Do something to what is selected, to the row under the cursor where nothing is; ask where they are many. */
function send(form, button) {
  const said = new FormData(form, button);
  if (form.matches("[data-list]")) {
    const every = said.has("all");
    if (!every && !said.has("fact")) {
      if (!shown) return move(0);
      const box = rows()[current]?.querySelector("[name=fact]");
      if (box) said.append("fact", box.value);
    }
    const many = every ? Number(said.get("all")) : said.getAll("fact").length;
    if (many > MOST_UNASKED && !confirm(`${button?.textContent.trim() ?? "Change"} ${many.toLocaleString("en")} facts?`)) return;
  }
  go(form.action, { form: said, keep: false });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-live-form]")) {
    event.preventDefault();
    search(form);
  } else if (form.matches("[data-in-place]")) {
    event.preventDefault();
    send(form, event.submitter);
  }
});

function search(form) {
  const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const address = `${form.getAttribute("action")}?${said}`;
  current = 0;
  go(address, { push: address, keep: false });
}

let pause = 0;
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-live-form]");
  if (!form) return;
  clearTimeout(pause);
  pause = setTimeout(() => search(form), event.target.type === "search" ? PAUSE_MS : 0);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) for (const box of document.querySelectorAll("[name=fact][type=checkbox]")) box.checked = event.target.checked;
  count();
});

document.addEventListener("click", (event) => {
  const found = event.target.closest("[data-copy], a[data-in-place]");
  if (found?.matches("[data-copy]")) {
    navigator.clipboard.writeText(found.dataset.copy).then(() => tell(`Copied: ${found.dataset.copy}`));
  } else if (found && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(found.href, { push: found.getAttribute("href"), hold: true });
  }
  const row = event.target.closest("[data-row]");
  if (row) {
    current = rows().indexOf(row);
    shown = true;
    prepare();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.ctrlKey || event.isComposing) return;
  const at = document.activeElement;
  const key = NAMES[event.key] ?? event.key;
  if (at.matches("input[type=search]")) {
    if (key === "Escape" || event.key === "ArrowDown") {
      at.blur();
      event.preventDefault();
    }
    return;
  }
  if (at.matches("input[type=text], textarea, select, input[type=radio]")) return;
  if (busy) {
    if (!event.repeat) waiting.push([key, event.key, at]);
    event.preventDefault();
  } else if (press(key, event.key, at)) event.preventDefault();
});

/** Do what a key stands for on this page; tell whether it does anything. */
function press(key, written, at) {
  const field = document.querySelector("[data-live-form] [type=search]");
  if (key === "/" && field) {
    field.focus();
    return true;
  }
  const hasList = document.querySelector("[data-list]") && rows().length;
  if (hasList && (key === "j" || key === "k")) {
    move(key === "j" ? 1 : -1);
    return true;
  }
  if (hasList && key === "Space" && !at.matches("button, a, summary")) {
    pick();
    return true;
  }
  if (hasList && key === "Enter" && !at.matches("button, a, summary, input")) {
    rows()[current].querySelector("a")?.click();
    return true;
  }
  const flags = document.querySelector("[data-flags]");
  if (flags && /^[0-7]$/.test(written)) {
    flags.value = written;
    flags.parentElement.querySelector("button").click();
    return true;
  }
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button || button.hidden) return false;
  button.click();
  return true;
}

// What somebody else changed comes in by itself; what is selected stays so.
const refresh = () => document.querySelector("[data-part]") && go(location.href.split("#")[0]);
document.addEventListener("srs:store", refresh);
document.addEventListener("srs:notes", refresh);

prepare();
