// Makes one file of the article that is shown, to keep or to pass on from device to device: its text, the pages' own
// style, and its pictures, which are loaded for it. `furniture.js` asks for this when a reader does.

// A file as an address that holds all of it.
const whole = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(file);
});

// A picture's file; none where the host has none. Without a network there is no article either: it can come later.
async function loaded(address) {
  const answer = await fetch(address);
  return answer.ok ? whole(await answer.blob()) : "";
}

// The document that is saved, of an article and the address that it has for everybody, wherever it was read.
async function documentOf(article, url) {
  const { lang, dir } = document.documentElement;
  // A document that nothing is loaded for.
  const inert = document.implementation.createHTMLDocument();
  const copy = inert.importNode(article, true);
  const all = (selector) => [...copy.querySelectorAll(selector)];
  // What leads to another place of the page that was read, and the choice of files.
  for (const gone of all("source, [href='#comments']")) gone.remove();
  for (const link of all("a:not([href^='#'])")) link.setAttribute("href", new URL(link.getAttribute("href"), url).href);
  await Promise.all(all("img").map(async (picture) => {
    const source = await loaded(picture.getAttribute("src"));
    for (const name of ["src", "srcset", "sizes", "loading"]) picture.removeAttribute(name);
    if (source) picture.setAttribute("src", source);
  }));
  const element = (name, text, attributes = {}) => {
    const made = inert.createElement(name);
    made.textContent = text;
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    return made;
  };
  const source = element("p", "", { class: "share" });
  source.append(element("a", url, { href: url }));
  copy.querySelector(".share").replaceWith(source);
  const own = article.lang ? { lang: article.lang, dir: article.dir } : {};
  const title = element("title", article.querySelector("h1").textContent, own).outerHTML;
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  // In the words of a style sheet nothing ends a style element.
  const style = document.head.querySelector("style").textContent;
  const name = element("p", document.querySelector(".masthead .name").textContent, { class: "section-title" }).outerHTML;
  return `<!DOCTYPE html><html lang="${lang}"${dir && ` dir="${dir}"`}><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">${title}<style>${style}</style></head>` +
    `<body><main>${name}${copy.outerHTML}</main></body></html>`;
}

// Gives the article to the browser's downloads.
export async function save(article, url) {
  const html = await documentOf(article, url);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  link.download = new URL(url).pathname.split("/").filter(Boolean).pop() + ".html";
  link.click();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
