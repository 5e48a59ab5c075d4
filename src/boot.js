// Starts the readers' app once the page is painted, and keeps the page usable where it cannot start.
//
// The document says in `data-app` of its root how it stands: `loading`, `ready` or `failed`. After `failed` links are
// plain links again, and what is typed into the comment form is kept as the app would keep it.

const root = document.documentElement;
const boot = document.getElementById("boot").dataset;

const is = (name) => root.dataset.app === name;

// Before anything of the app listens, so that a half-started one cannot swallow what these let through.
addEventListener("click", (event) => is("failed") && event.stopImmediatePropagation(), true);
addEventListener("popstate", (event) => is("failed") && (event.stopImmediatePropagation(), location.reload()), true);
// A form without a server behind it would only lose what is in it.
addEventListener("submit", (event) => is("failed") && event.target.action === location.href && event.preventDefault(), true);

function fail(reason) {
  if (is("failed")) return;
  root.dataset.app = "failed";
  console.warn("Dépêche:", reason);
  history.scrollRestoration = "auto";
  for (const note of document.querySelectorAll(".app-failed")) note.hidden = false;
}

// Keeps what is typed until the app does it itself: the same entries as src/app/comments/drafts.rs.
function keepDraft() {
  const area = document.getElementById("comment");
  if (!area) return;
  const key = () => {
    const tab = (sessionStorage["depeche:tab"] ||= Math.random().toString(36).slice(2));
    return `depeche:draft:${location.pathname.replace(/\/*$/, "/")}:${tab}`;
  };
  const keep = () => {
    if (is("ready")) return;
    try {
      if (area.value.trim()) localStorage[key()] = JSON.stringify({ text: area.value, at: Date.now() });
      else localStorage.removeItem(key());
    } catch {
      // No storage, or a full one: the text stays in the form.
    }
  };
  try {
    if (area.value) keep();
    else area.value = JSON.parse(localStorage[key()] ?? "{}").text ?? "";
  } catch {
    // An entry that is not ours.
  }
  area.addEventListener("input", keep);
}

async function start() {
  try {
    const app = await import(boot.glue);
    await app.default({ module_or_path: boot.wasm });
    if (is("loading")) root.dataset.app = "ready";
  } catch (error) {
    fail(error);
  }
}

// The app's own faults after its start leave the same trace: its memory is not to be trusted any more.
const trap = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener("error", (event) => trap(event.error));
addEventListener("unhandledrejection", (event) => trap(event.reason));

keepDraft();

if (typeof WebAssembly !== "object") {
  fail("no WebAssembly");
} else if (navigator.connection?.saveData && document.getElementById("commentform")) {
  // Who saves data gets the app when it is of use: to comment.
  document.getElementById("commentform").addEventListener("focusin", start, { once: true });
} else if (!navigator.connection?.saveData) {
  // After the first paint: the frame that paints, then the task behind it.
  requestAnimationFrame(() => setTimeout(start));
}
