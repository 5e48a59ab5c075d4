// What a reader finds around the text: how the pages look, and ways to pass an article on. It comes before `boot.js` in
// one file, works where the app does not, and gets its words from the publisher, as `FURNITURE`.
//
// What a reader has chosen changes the style sheet itself: the night's colours stand in a media query, which is made to
// hold or not to hold, and the rest is one rule more. Pages carry nothing for it, and nothing in `body` changes.
try {
  const sheet = document.head.querySelector("style").sheet;
  const known = { theme: { light: "light", dark: "dark" }, text: { larger: "118.75%", largest: "137.5%" } };
  const chosen = { theme: "", text: "" };
  const key = (name) => "depeche:" + name;

  // The rules of the night, with the query as it is written.
  const night = [...sheet.cssRules]
    .map((rule) => [rule, rule.media?.mediaText])
    .filter(([, query]) => query?.includes("prefers-color-scheme: dark"));
  // The colour of the browser's own frame, out of the rules: a computed style would lay the whole page out for it.
  const frame = document.createElement("meta");
  frame.name = "theme-color";
  const paper = ({ cssRules }) => [...cssRules].map(({ style }) => style?.getPropertyValue("--paper").trim()).find(Boolean);
  const dark = night.map(([rule]) => rule).find(paper);
  const [byDay, byNight] = [sheet, dark].map(paper);

  const add = (rule) => sheet.cssRules[sheet.insertRule(rule, sheet.cssRules.length)];
  let style;

  const show = () => {
    for (const [{ media }, query] of night) {
      const wanted = { light: "not all", dark: "screen" }[chosen.theme] ?? query;
      // Written anew, the same query costs the style of the whole page once more.
      if (media.mediaText !== wanted) media.mediaText = wanted;
    }
    // So does a rule: nobody pays for it who has chosen nothing. Paper is left as it is.
    if (style || chosen.theme || chosen.text) {
      style ??= add("@media screen{:root{}}").cssRules[0].style;
      style.colorScheme = chosen.theme;
      style.fontSize = known.text[chosen.text] ?? "";
    }
    frame.content = matchMedia(dark.media.mediaText).matches ? byNight : byDay;
    for (const radio of document.querySelectorAll(".reading input")) radio.checked = chosen[radio.name] === radio.value;
  };

  const recall = () => {
    try {
      for (const name in known) {
        const kept = localStorage[key(name)];
        chosen[name] = Object.keys(known[name]).includes(kept) ? kept : "";
      }
    } catch {
      // No storage: what is chosen holds as long as the document.
    }
    show();
  };

  recall();
  // Chosen in another tab, or elsewhere while this page waited to be gone back to.
  addEventListener("storage", recall);
  matchMedia("(prefers-color-scheme: dark)").onchange = show;
  addEventListener("pageshow", (event) => event.persisted && recall());

  addEventListener("change", ({ target }) => {
    if (!target.closest(".reading")) return;
    chosen[target.name] = target.value;
    show();
    try {
      if (target.value) localStorage[key(target.name)] = target.value;
      else localStorage.removeItem(key(target.name));
    } catch {
      // As above.
    }
  });

  // Both give what is to be said of it.
  const copy = async (url) => {
    try {
      await navigator.clipboard.writeText(url);
      return FURNITURE.copied;
    } catch {
      return `${FURNITURE.notCopied} ${url}`;
    }
  };
  let tries = 0;
  const save = async (button, url) => {
    try {
      // Under another name after each failure: many browsers do not load a second time what they could not load once.
      await (await import(FURNITURE.save + "#" + tries)).save(button.closest("article"), url);
      return FURNITURE.saved;
    } catch (error) {
      tries++;
      console.warn("Dépêche:", error);
      return FURNITURE.notSaved;
    }
  };

  // The buttons have their room already. The one for the system's own sheet stays hidden where there is none.
  add(`.share button${navigator.share ? "" : ":not(.sheet)"}{visibility:visible}`);
  addEventListener("click", async ({ target }) => {
    const row = target.closest?.(".share button") && target.closest(".share");
    if (!row) return;
    const { url } = row.dataset;
    if (target.matches(".sheet")) {
      // Who closes the sheet has changed their mind: there is nothing to say.
      return navigator.share({ title: document.title, url }).catch(() => {});
    }
    const status = row.querySelector("[role=status]");
    const saves = target.matches(".save");
    // Its pictures may take a while to come, and one article is enough.
    if (status.textContent === FURNITURE.saving) return;
    // Emptied first: the same words twice would be said once.
    status.textContent = saves ? FURNITURE.saving : "";
    status.textContent = await (saves ? save(target, url) : copy(url));
  }, true);

  // In a task of its own: each is over sooner on a slow phone, and a reader comes in between.
  const furnish = () => setTimeout(() => {
    document.head.append(frame);
    document.querySelector(".foot")?.insertAdjacentHTML("beforeend", FURNITURE.reading);
    show();
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", furnish);
  else furnish();
} catch (error) {
  // The text and the app do without.
  console.warn("Dépêche:", error);
}
