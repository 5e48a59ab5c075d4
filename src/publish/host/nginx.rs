//! nginx: a file to include in a `server` block. `alias` takes the site's path away, and redirects keep it.

use super::{APP, ASK_AGAIN, FOR_EVER, HASHED, OURS, PICTURES, Place, feeds};

/// Repeated in each location, because `add_header` in one hides those outside.
fn headers(place: &Place<'_>, cache: &str) -> String {
    let cache = [("Cache-Control", cache.to_owned())];
    let all = place.policy.headers().into_iter().chain(cache);
    all.map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).collect()
}

/// Inside the site's own location, whose folder and pages for errors they have too.
fn types_of_feeds(fresh: &str) -> String {
    let location = |(name, kind): (&str, &str)| {
        format!(
            "    location ~ /{}$ {{\n    types {{ }}\n    default_type {kind};\n{fresh}    }}\n",
            name.replace('.', "\\.")
        )
    };
    feeds().map(location).concat()
}

/// A text as nginx reads it between quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(super) fn text(place: &Place<'_>) -> String {
    let base = place.base;
    let folder = place.folder.to_string_lossy();
    let root = quoted(&format!("{folder}/"));
    let pictures = PICTURES.map(|(end, kind)| format!("{kind} {end};")).join(" ");
    let hashed = HASHED.map(|hashed| {
        let (alias, kept) = (quoted(&format!("{folder}{hashed}")), headers(place, FOR_EVER));
        let types = if hashed == APP { "text/javascript js; application/wasm wasm;" } else { &pictures };
        format!(
            "location {base}{hashed} {{\n    \
                 alias {alias};\n    \
                 types {{ {types} }}\n    \
                 charset_types text/javascript;\n    \
                 error_page 403 =404 {base}/404.html;\n    \
                 error_page 404 {base}/404.html;\n\
             {kept}\
             }}\n"
        )
    });
    let to_the_site = match base {
        "" => String::new(),
        base => format!("location = {base} {{\n    return 301 {base}/;\n{}}}\n", headers(place, ASK_AGAIN)),
    };
    format!(
        "# {OURS}.\n\
         # Include it in the `server` block of {domain}, the one that speaks TLS:\n\
         #     include {folder}.nginx.conf;\n\
         # With Debian's libnginx-mod-http-brotli-static the files of --precompress are served as brotli too:\n\
         #     brotli_static on;\n\
         absolute_redirect off;\n\
         charset utf-8;\n\
         gzip on;\n\
         gzip_static on;\n\
         gzip_vary on;\n\
         gzip_proxied any;\n\
         gzip_types text/css text/plain text/xml text/javascript application/javascript application/json\n    \
             application/wasm application/xml application/rss+xml application/atom+xml application/feed+json\n    \
             image/svg+xml;\n\
         {to_the_site}\
         location {base}/ {{\n    \
             alias {root};\n    \
             index index.html;\n    \
             # A folder without a page is nothing to see either.\n    \
             error_page 403 =404 {base}/404.html;\n    \
             error_page 404 {base}/404.html;\n\
         {fresh}\
         {feeds}\
         }}\n\
         {hashed}\
         location = {base}/.depeche-site {{\n    \
             return 404;\n\
         {fresh}\
         }}\n",
        domain = place.domain(),
        fresh = headers(place, ASK_AGAIN),
        hashed = hashed.concat(),
        feeds = types_of_feeds(&headers(place, ASK_AGAIN)),
    )
}
