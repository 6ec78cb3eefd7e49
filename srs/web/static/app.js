// Listens for news while the page is in view, and tells it. Everything works without this.

const news = document.getElementById("news");
let version = Number(document.body.dataset.version);
let source = null;

/** Say something above the page; `reload` offers to show the page anew. */
export function tell(text, { reload = false } = {}) {
  const line = document.createElement("p");
  line.textContent = text;
  if (reload) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Show";
    button.addEventListener("click", () => location.reload());
    line.append(" ", button);
  }
  news.replaceChildren(line);
}

/** Pages that show what is stored offer to show it anew; others hear of it as an event, `srs:store`. */
function changed(number) {
  if (number <= version) return;
  version = number;
  if (document.body.dataset.live === "reload") tell("Something has changed.", { reload: true });
  document.dispatchEvent(new CustomEvent("srs:store"));
}

function listen() {
  if (document.hidden || source) return;
  source = new EventSource("/events");
  source.addEventListener("version", (event) => changed(JSON.parse(event.data).version));
  source.addEventListener("store", (event) => changed(JSON.parse(event.data).version));
  source.addEventListener("notes", (event) => {
    const said = JSON.parse(event.data);
    tell(said.told, { reload: document.body.dataset.live === "reload" });
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
