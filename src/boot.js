// Starts the readers' app once the page is painted, and keeps the page usable where it cannot start.
//
// The document says in `data-app` of its root how it stands: `loading`, `ready` or `failed`. After `failed` links are
// plain links again, and what is typed into the comment form is kept as the app would keep it.
//
// It stands in the head and runs as soon as it is there, which is before the first paint where the browser has it already:
// what needs the whole document waits for that.

const root = document.documentElement;
const boot = document.getElementById("boot").dataset;

// The path of the page that is shown; the app's own once it runs.
let shown = location.pathname;

const is = (name) => root.dataset.app === name;

// Before anything of the app listens, so that a half-started one cannot swallow what these let through.
addEventListener("click", (event) => is("failed") && event.stopImmediatePropagation(), true);
addEventListener("popstate", (event) => {
  if (is("ready")) return;
  event.stopImmediatePropagation();
  // A place in the same page needs no other document.
  if (location.pathname !== shown) location.reload();
}, true);
// A form without a server behind it would only lose what is in it.
addEventListener("submit", (event) => is("failed") && event.target.action === location.href && event.preventDefault(), true);

function fail(reason) {
  if (is("failed")) return;
  root.dataset.app = "failed";
  shown = location.pathname;
  console.warn("Dépêche:", reason);
  history.scrollRestoration = "auto";
  for (const note of document.querySelectorAll(".app-failed")) note.hidden = false;
}

// Keeps what is typed while the app does not: the same entries as src/app/comments/drafts.rs.
const article = () => location.pathname.replace(/(\/commentaires\/\d+)?\/*$/, "/");
const drafts = () => `depeche:draft:${article()}:`;
const own = () => drafts() + (sessionStorage["depeche:tab"] ||= Math.random().toString(36).slice(2));
const read = () => JSON.parse(localStorage[own()] ?? "[[]]")[0];
// What it is for, behind the text and its time, stays as it is.
const entry = (text, task = []) => JSON.stringify([[text, String(Date.now()), ...task]]);
function keep(text) {
  try {
    if (text.trim()) localStorage[own()] = entry(text, read().slice(2));
    else localStorage.removeItem(own());
  } catch {
    // No storage, or a full one: the text stays in the form.
  }
}

// By the window, because the app may have put another form in the place of the document's.
addEventListener("input", (event) => event.target.id === "comment" && !is("ready") && keep(event.target.value));

function restore() {
  const area = document.getElementById("comment");
  if (!area) return;
  try {
    const kept = read()[0] ?? "";
    if (!area.value) area.value = kept;
    // Typed before this script was there: an older draft steps aside for it.
    else if (kept && kept.trim() !== area.value.trim()) localStorage[drafts() + Math.random().toString(36).slice(2)] = entry(kept);
  } catch {
    // No storage, or an entry that is not ours.
  }
  if (area.value) keep(area.value);
}

async function start() {
  delete root.dataset.spares;
  try {
    const app = await import(boot.glue);
    await app.default({ module_or_path: boot.wasm });
    // In steps, each behind what the reader does meanwhile: a slow device takes a while for the whole.
    do await new Promise((resolve) => setTimeout(resolve));
    while (app.start());
    if (is("loading")) root.dataset.app = "ready";
  } catch (error) {
    if (is("failed") || !(await outdated())) fail(error);
    else location.reload();
  }
}

// Whether this document is of a publication whose app the host has no more. Told once: a newer document names another app,
// and where it does not, loading it again helps nobody.
async function outdated() {
  try {
    const key = "depeche:outdated";
    if (sessionStorage[key] === boot.wasm) return false;
    const gone = async (file) => [404, 410].includes((await fetch(file, { method: "HEAD" })).status);
    if (!(await gone(boot.glue)) && !(await gone(boot.wasm))) return false;
    sessionStorage[key] = boot.wasm;
    return true;
  } catch {
    // No storage to remember it in, or no network to ask.
    return false;
  }
}

function hasComments() {
  try {
    const here = "depeche:comments:" + article();
    const unsent = (key) => key.startsWith("depeche:comments:") && localStorage[key].includes('"unsent"');
    return here in localStorage || Object.keys(localStorage).some(unsent);
  } catch {
    return false;
  }
}

// The app's own faults after its start leave the same trace: its memory is not to be trusted any more.
const trap = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener("error", (event) => trap(event.error));
addEventListener("unhandledrejection", (event) => trap(event.reason));

function begin() {
  restore();
  if (typeof WebAssembly !== "object") {
    fail("no WebAssembly");
  } else if (navigator.connection?.saveData && !hasComments()) {
    // Who saves data gets the app when it is of use: to comment, or to see the comments kept on this device.
    root.dataset.spares = "";
    document.getElementById("commentform")?.addEventListener("focusin", start, { once: true });
  } else {
    // After the first paint: the frame that paints, then the task behind it.
    requestAnimationFrame(() => setTimeout(start));
  }
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
