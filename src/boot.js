// Starts the readers' app once the page is painted, and keeps the page usable where it cannot start.
//
// The document says in `data-app` of its root how it stands: `loading`, `ready` or `failed`. After `failed` links are
// plain links again, and what is typed into the comment form is kept as the app would keep it.

const root = document.documentElement;
const boot = document.getElementById("boot").dataset;

const state = (name) => (root.dataset.app = name);

function fail(reason) {
  if (root.dataset.app === "failed") return;
  state("failed");
  console.warn("Dépêche:", reason);
  // A half-started router must not swallow clicks.
  addEventListener("click", (event) => event.stopImmediatePropagation(), true);
  addEventListener("popstate", (event) => (event.stopImmediatePropagation(), location.reload()), true);
  addEventListener("submit", (event) => event.target.action === location.href && event.preventDefault(), true);
  history.scrollRestoration = "auto";
  for (const note of document.querySelectorAll(".app-failed")) note.hidden = false;
  keepDraft();
}

// The same entries as src/app/comments/drafts.rs.
function keepDraft() {
  const area = document.getElementById("comment");
  if (!area) return;
  try {
    const tab = (sessionStorage["depeche:tab"] ||= Math.random().toString(36).slice(2));
    const path = location.pathname.replace(/\/*$/, "/");
    const key = `depeche:draft:${path}:${tab}`;
    const keep = () => {
      try {
        if (area.value.trim()) localStorage[key] = JSON.stringify({ text: area.value, at: Date.now() });
        else localStorage.removeItem(key);
      } catch {}
    };
    if (area.value) keep();
    else if (localStorage[key]) area.value = JSON.parse(localStorage[key]).text;
    area.addEventListener("input", keep);
  } catch {
    // No storage, or not ours: the text stays in the form.
  }
}

async function start() {
  try {
    const app = await import(boot.glue);
    await app.default({ module_or_path: boot.wasm });
    if (root.dataset.app === "loading") state("ready");
  } catch (error) {
    fail(error);
  }
}

// The app's own faults after its start leave the same trace: its memory is not to be trusted any more.
const trap = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener("error", (event) => trap(event.error));
addEventListener("unhandledrejection", (event) => trap(event.reason));

if (typeof WebAssembly !== "object") {
  fail("no WebAssembly");
} else if (navigator.connection?.saveData && document.getElementById("commentform")) {
  // Who saves data gets the app when it is of use: to comment.
  document.getElementById("commentform").addEventListener("focusin", start, { once: true });
} else if (!navigator.connection?.saveData) {
  // After the first paint: the frame that paints, then the task behind it.
  requestAnimationFrame(() => setTimeout(start));
}
