//! Apache: `.htaccess`, which Apache itself never serves. What stands under `IfModule` waits for that module.

use super::{ASK_AGAIN, FOR_EVER, HASHED, OURS, Place};

/// Both ways of packing, the one that makes less first.
const PACKED: [(&str, &str); 3] = [("br", "br"), ("zst", "zstd"), ("gz", "gzip")];

pub(super) fn text(place: &Place<'_>) -> String {
    let base = place.base;
    let headers: String = place
        .policy
        .headers()
        .iter()
        .map(|(name, value)| format!("    Header always set {name} \"{value}\"\n"))
        .collect();
    let rewrite: String = PACKED
        .iter()
        .map(|(end, coding)| {
            format!(
                "    RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n    \
                 RewriteCond %{{REQUEST_FILENAME}}.{end} -f\n    \
                 RewriteRule ^(.+)$ $1.{end} [L]\n"
            )
        })
        .collect();
    let packed: String = PACKED
        .iter()
        .map(|(end, coding)| {
            format!("<FilesMatch \"\\.{end}$\">\n    Header set Content-Encoding {coding}\n    Header append Vary Accept-Encoding\n</FilesMatch>\n")
        })
        .collect();
    format!(
        "# {OURS}.\n\
         # It needs `AllowOverride All` for this folder.\n\
         Options -Indexes -MultiViews\n\
         DirectoryIndex index.html\n\
         DirectorySlash On\n\
         ErrorDocument 403 {base}/404.html\n\
         ErrorDocument 404 {base}/404.html\n\
         AddDefaultCharset utf-8\n\
         <IfModule mod_mime.c>\n    \
             AddType text/javascript .js\n    \
             AddType application/wasm .wasm\n    \
             AddType application/json .json\n    \
             RemoveType .br .zst .gz\n    \
             RemoveEncoding .br .zst .gz\n\
         </IfModule>\n\
         <IfModule mod_headers.c>\n\
         {headers}    \
             Header always set Cache-Control \"{ASK_AGAIN}\"\n    \
             Header always set Cache-Control \"{FOR_EVER}\" \"expr=%{{REQUEST_URI}} =~ m#^{base}{HASHED}#\"\n\
         </IfModule>\n\
         <IfModule mod_rewrite.c>\n    \
             RewriteEngine On\n    \
             RewriteRule ^\\.depeche-site$ - [R=404,L]\n\
         {rewrite}\
         </IfModule>\n\
         <IfModule mod_headers.c>\n\
         {packed}\
         </IfModule>\n"
    )
}
