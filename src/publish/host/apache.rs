//! Apache: `.htaccess`, which Apache itself never serves. What stands under `IfModule` waits for that module.

use super::{ASK_AGAIN, FOR_EVER, HASHED, OURS, PICTURES, Place, feeds};

/// How copies end and how their coding is called, the one that makes least first.
const PACKED: [(&str, &str); 3] = [("br", "br"), ("zst", "zstd"), ("gz", "gzip")];

/// What is packed, and its type: of a name with two endings Apache would take the last.
const KINDS: [(&str, &str); 12] = [
    ("atom", "application/atom+xml"),
    ("css", "text/css"),
    ("html", "text/html"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("md", "text/markdown"),
    ("rss", "application/rss+xml"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("xml", "text/xml"),
];

pub(super) fn text(place: &Place<'_>) -> String {
    let base = place.base;
    let all = place.policy.headers();
    let headers: String =
        all.iter().map(|(name, value)| format!("    Header always set {name} \"{value}\"\n")).collect();
    let rules = PACKED.map(|(end, coding)| {
        format!(
            "    RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b(?!\\s*;\\s*q=0(?:[,\\s]|$))\n    \
             RewriteCond %{{REQUEST_FILENAME}}.{end} -f\n    \
             RewriteRule ^(.+)$ $1.{end} [L]\n"
        )
    });
    // Not what the newsroom has packed itself, to be downloaded.
    let packed = KINDS.map(|(end, _)| end).join("|");
    let codings = PACKED.map(|(end, coding)| {
        format!("    <FilesMatch \"\\.(?:{packed})\\.{end}$\">\n        Header set Content-Encoding {coding}\n        Header append Vary Accept-Encoding\n    </FilesMatch>\n")
    });
    let types = KINDS.map(|(end, kind)| {
        let charset = if kind.starts_with("text/") { "; charset=utf-8" } else { "" };
        format!("<FilesMatch \"\\.{end}(?:\\.(?:br|gz|zst))?$\">\n    ForceType '{kind}{charset}'\n</FilesMatch>\n")
    });
    let pictures = PICTURES.map(|(end, kind)| format!("AddType {kind} .{end}\n"));
    let hashed = HASHED.map(|folder| folder.trim_matches('/')).join("|");
    // Behind the others, because the last one counts.
    let feeds = feeds().map(|(name, kind)| {
        let name = name.replace('.', "\\.");
        format!("<FilesMatch \"^{name}(?:\\.(?:br|gz|zst))?$\">\n    ForceType '{kind}'\n</FilesMatch>\n")
    });
    format!(
        "# {OURS}.\n\
         # It needs `AllowOverride All` for this folder.\n\
         Options -Indexes\n\
         DirectoryIndex index.html\n\
         DirectorySlash On\n\
         ErrorDocument 403 {base}/404.html\n\
         ErrorDocument 404 {base}/404.html\n\
         {types}\
         <IfModule mod_mime.c>\n{pictures}</IfModule>\n\
         {feeds}\
         <IfModule mod_rewrite.c>\n    \
             RewriteEngine On\n    \
             RewriteBase {base}/\n    \
             RewriteRule ^\\.depeche-site$ - [R=404,L]\n    \
             # A folder without a page is nothing to see.\n    \
             RewriteCond %{{REQUEST_FILENAME}} -d\n    \
             RewriteCond %{{REQUEST_FILENAME}}/index.html !-f\n    \
             RewriteRule /$ - [R=404,L]\n\
         {rules}\
         </IfModule>\n\
         <IfModule mod_setenvif.c>\n    \
             # What is packed already.\n    \
             SetEnvIf Request_URI \\.(?:br|gz|zst)$ no-gzip no-brotli\n\
         </IfModule>\n\
         <IfModule mod_headers.c>\n    \
             # mod_deflate marks what it packs, and does not know its own mark again.\n    \
             RequestHeader edit If-None-Match \"-(?:gzip|br)\\\"\" \"\\\"\"\n\
         {headers}    \
             Header always set Cache-Control \"{ASK_AGAIN}\"\n    \
             Header always set Cache-Control \"{FOR_EVER}\" \"expr=%{{REQUEST_URI}} =~ m#^{base}/(?:{hashed})/#\"\n\
         {codings}\
         </IfModule>\n",
        types = types.concat(),
        pictures = pictures.map(|line| format!("    {line}")).concat(),
        feeds = feeds.concat(),
        rules = rules.concat(),
        codings = codings.concat(),
    )
}
