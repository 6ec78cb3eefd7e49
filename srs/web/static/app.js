// Listens for news while the page is in view, and tells it. Everything works without this.

const news = document.getElementById("news");
const NEWS_MS = 6000;
let version = Number(document.body.dataset.version);
let source = null;
let told = null;
let going = 0;

/** Say something above the page: for a while, or until somebody takes the offer to show the page anew. */
export function tell(text, { reload = false } = {}) {
  clearTimeout(going);
  told?.remove();
  told = line(text);
  if (reload) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Show";
    button.addEventListener("click", () => location.reload());
    told.append(" ", button);
  } else {
    going = setTimeout(() => told.remove(), NEWS_MS);
  }
  news.append(told);
}

/** Say what keeps the notes from being taken over, for as long as it does; empty once it is gone. */
function warn(text, waits) {
  news.querySelector(".trouble")?.remove();
  if (!text) return;
  const trouble = line(text);
  trouble.className = "trouble";
  if (waits) {
    const link = document.createElement("a");
    link.href = "/plan";
    link.textContent = "Look at the plan";
    trouble.append(" ", link);
  }
  news.prepend(trouble);
}

function line(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/** Pages that show what is stored offer to show it anew; others hear of it as an event, `srs:store`. */
function changed(number) {
  if (number <= version) return;
  version = number;
  if (document.body.dataset.live === "reload") tell("Something has changed.", { reload: true });
  document.dispatchEvent(new CustomEvent("srs:store"));
}

/** Take note of how new a page is that was fetched in the place of this one. */
export function seen(page) {
  version = Math.max(version, Number(page.body.dataset.version) || 0);
}

function listen() {
  if (document.hidden || source) return;
  source = new EventSource("/events");
  source.addEventListener("version", (event) => changed(JSON.parse(event.data).version));
  source.addEventListener("store", (event) => changed(JSON.parse(event.data).version));
  source.addEventListener("notes", (event) => {
    const said = JSON.parse(event.data);
    const reload = document.body.dataset.live === "reload";
    const isPlan = location.pathname === "/plan"; // it tells itself what is wrong with it
    if (!isPlan) warn(said.trouble, said.waits);
    const text = said.told || (isPlan && said.trouble);
    if (text) tell(text, { reload });
    document.dispatchEvent(new CustomEvent("srs:notes", { detail: said }));
  });
}

function sleep() {
  source?.close();
  source = null;
}

// A browser opens only a few connections to a server: a page that nobody sees keeps none.
document.addEventListener("visibilitychange", () => (document.hidden ? sleep() : listen()));
addEventListener("pagehide", sleep);
addEventListener("pageshow", listen);
listen();
