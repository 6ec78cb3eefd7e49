// Figures: the form answers while it is changed, and charts tell single values by pointer, finger and arrow keys. Without this, the
// form has a button, and every chart its table.

import { seen } from "./app.js";

const PATIENCE_MS = 300;

/** Let the parts of a chart be read one by one. */
function enhance(plot) {
  const marks = plot.querySelector(".marks");
  const points = [...marks.querySelectorAll(".point")];
  const readout = plot.parentElement.querySelector(".readout");
  const across = Number(plot.dataset.across ?? 1);
  const steps = { ArrowRight: across, ArrowLeft: -across, ArrowDown: 1, ArrowUp: -1, Home: -points.length, End: points.length };
  if (!points.length) return;
  // Its own tooltip would stand above the one that is read out.
  const told = points.map((point) => {
    const title = point.querySelector("title");
    title.remove();
    return title.textContent;
  });
  let at = -1;

  function show(place) {
    points[at]?.classList.remove("on");
    at = place;
    points[at]?.classList.add("on");
    readout.textContent = told[at] ?? "";
  }

  marks.setAttribute("tabindex", "0");
  marks.setAttribute("aria-label", `${marks.getAttribute("aria-label")} Arrow keys read single values.`);
  if (plot.querySelector(".weeks")) plot.querySelector(".weeks").removeAttribute("tabindex");
  marks.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(-1);
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = at < 0 ? points.length - 1 : Math.min(Math.max(at + steps[event.key], 0), points.length - 1);
    show(next);
    points[next].scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  for (const kind of ["pointerover", "pointerdown"]) {
    marks.addEventListener(kind, (event) => {
      const place = points.indexOf(event.target);
      if (place >= 0) show(place);
    });
  }
  marks.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && document.activeElement !== marks && show(-1));
}

/** Offer to copy a table, where the browser lets a page do so. */
function offerCopy(table) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.className = "copy";
  button.addEventListener("click", async () => {
    const lines = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join("\t"));
    await navigator.clipboard.writeText(lines.join("\n"));
    button.textContent = "Copied";
  });
  table.closest("details").append(button);
}

function enhanceAll() {
  document.querySelectorAll("[data-plot]").forEach(enhance);
  document.querySelectorAll(".as-table table").forEach(offerCopy);
}

/** Show what a form asks for as soon as it is changed; the latest wish counts. */
function live(form) {
  let timer = 0;
  let asked = null;
  const state = form.querySelector("[role=status]");

  async function show() {
    clearTimeout(timer);
    asked?.abort();
    asked = new AbortController();
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    const shown = document.getElementById(form.dataset.live);
    shown.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => (state.textContent = state.dataset.busy), PATIENCE_MS);
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(form.dataset.live);
      if (!found) throw new Error(answer.statusText);
      const open = [...shown.querySelectorAll("details[open]")].map((one) => one.id);
      shown.replaceWith(found);
      seen(page);
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      history.replaceState(null, "", address);
      enhanceAll();
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    } finally {
      clearTimeout(waiting);
      state.textContent = "";
    }
  }

  form.addEventListener("input", (event) => {
    const { target } = event;
    for (const output of form.querySelectorAll(`output[for="${target.id}"]`)) output.textContent = `${target.value}${output.dataset.unit ?? ""}`;
    const unchecked = form.elements[target.dataset.unchecks];
    if (unchecked) unchecked.checked = false;
    clearTimeout(timer);
    if (target.type !== "range") timer = setTimeout(show, PATIENCE_MS);
  });
  // A slider says so once it is let go, or after each key.
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PATIENCE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
}

document.querySelectorAll("form[data-live]").forEach(live);
enhanceAll();
