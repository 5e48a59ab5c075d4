//! Caddy: a whole Caddyfile. Caddy gets the certificate and leads plain HTTP to TLS by itself.

use super::{ASK_AGAIN, FOR_EVER, HASHED, OURS, Place, feeds};

pub(super) fn text(place: &Place<'_>) -> String {
    let base = place.base;
    let headers: String =
        place.policy.headers().iter().map(|(name, value)| format!("\t\t{name} \"{value}\"\n")).collect();
    let feeds: String = feeds()
        .iter()
        .map(|(name, kind)| {
            let (sign, _) = name.split_once('.').unwrap_or_default();
            format!("\t@{sign} path */{name}\n\theader @{sign} Content-Type {kind}\n")
        })
        .collect();
    let files =
        "encode zstd gzip\n\t\tfile_server {\n\t\t\tprecompressed br zstd gzip\n\t\t\thide .depeche-site\n\t\t}";
    let serve = match base {
        "" => format!("\thandle {{\n\t\t{files}\n\t}}\n"),
        base => format!(
            "\tredir {base} {base}/ 301\n\thandle_path {base}/* {{\n\t\t{files}\n\t}}\n\thandle {{\n\t\terror 404\n\t}}\n"
        ),
    };
    let hashed = HASHED.map(|folder| format!("{base}{folder}*")).join(" ");
    format!(
        "# {OURS}.\n\
         # caddy run --config {folder}.Caddyfile --adapter caddyfile\n\
         # DEPECHE_ADDRESS and DEPECHE_ROOT say it where the site is served from elsewhere.\n\
         (depeche_policy) {{\n\theader {{\n{headers}\t\t-Server\n\t}}\n}}\n\
         {{$DEPECHE_ADDRESS:{origin}}} {{\n\
         \troot * {{$DEPECHE_ROOT:\"{folder}\"}}\n\
         \timport depeche_policy\n\
         \t@hashed path {hashed}\n\
         \t@fresh not path {hashed}\n\
         \theader @hashed Cache-Control \"{FOR_EVER}\"\n\
         \theader @fresh Cache-Control {ASK_AGAIN}\n\
         {feeds}\
         {serve}\
         \thandle_errors {{\n\
         \t\timport depeche_policy\n\
         \t\t@nothing expression {{http.error.status_code}} in [403, 404]\n\
         \t\thandle @nothing {{\n\
         \t\t\trewrite * /404.html\n\
         \t\t\theader Cache-Control {ASK_AGAIN}\n\
         \t\t\theader Content-Type \"text/html; charset=utf-8\"\n\
         \t\t\tfile_server {{\n\t\t\t\tstatus 404\n\t\t\t\tprecompressed br zstd gzip\n\t\t\t}}\n\
         \t\t}}\n\
         \t}}\n\
         }}\n",
        folder = place.folder.to_string_lossy(),
        origin = place.origin(),
    )
}
