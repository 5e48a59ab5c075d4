//! S3 and what is like it keep headers with each object: a script uploads the folder with the right ones, in an order
//! in which no page ever names a file that is not there.

use super::{APP, ASK_AGAIN, FOR_EVER, HASHED, OURS, PICTURES, Place, feeds};
use crate::publish::precompress::KINDS;

/// A text as a shell reads it between single quotation marks.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Leaves packed copies away, which nobody here asks for. What the newsroom has packed itself is its own.
fn copies() -> String {
    let ends = KINDS.iter().flat_map(|kind| ["br", "gz", "zst"].map(|end| format!("--exclude '*.{kind}.{end}' ")));
    ends.collect()
}

pub(super) fn text(place: &Place<'_>) -> String {
    let folder = quoted(&place.folder.to_string_lossy());
    let scripts = [("js", "'text/javascript; charset=utf-8'"), ("wasm", "application/wasm")];
    let named = |folder: &str| if folder == APP { &scripts[..] } else { &PICTURES };
    let hashed = HASHED.map(|folder| {
        let kinds = named(folder).iter();
        let folder = folder.trim_matches('/');
        // A site without pictures has no folder of them.
        let lines = kinds.map(|(end, kind)| {
            format!(
                "    aws s3 sync \"$site/{folder}\" \"$to/{folder}\" --cache-control '{FOR_EVER}' \\\n        \
                     --exclude '*' --include '*.{end}' --content-type {kind}\n"
            )
        });
        format!("if [ -d \"$site/{folder}\" ]; then\n{}fi\n", lines.collect::<String>())
    });
    let apart = HASHED.map(|folder| format!("--exclude '{}/*' ", folder.trim_matches('/'))).concat();
    // A name begins behind a slash or at the site's root.
    let patterns = |name: &str| [name.to_owned(), format!("*/{name}")];
    let all = |word: &str, name: &str| patterns(name).map(|pattern| format!(" {word} '{pattern}'")).concat();
    let nothing = place.base.trim_start_matches('/');
    let nothing = if nothing.is_empty() { "404.html".into() } else { format!("{nothing}/404.html") };
    let leave_feeds: String = feeds().iter().map(|(name, _)| all("--exclude", name)).collect();
    let sync = |more: &str| format!("aws s3 sync \"$site\" \"$to\" --cache-control {ASK_AGAIN} {more}\n");
    let feeds = feeds().map(|(name, kind)| {
        let include = all("--include", name);
        sync(&format!("\\\n    --exclude '*'{include} --content-type {kind}"))
    });
    let texts = [("txt", "text/plain"), ("md", "text/markdown")].map(|(end, kind)| {
        sync(&format!("\\\n    --exclude '*' --include '*.{end}' {apart}--content-type '{kind}; charset=utf-8'"))
    });
    let rest = format!("\\\n    {apart}--exclude .depeche-site {}", copies());
    format!(
        "#!/bin/sh\n\
         # {OURS}.\n\
         # Uploads the site: BUCKET=my-bucket sh NAME-OF-THIS-FILE (with the program `aws` and its credentials).\n\
         # In the bucket's website: index document `index.html`, error document `{nothing}`.\n\
         # What it finds at s3://$BUCKET{base}/ besides the site is deleted.\n\
         set -eu\n\
         site={folder}\n\
         to=\"s3://${{BUCKET:?name the bucket}}{base}\"\n\
         # What is named by its content first, and never taken away: pages in readers' tabs still ask for it.\n\
         {hashed}\
         # Then what else pages show: the newsroom's own files, texts with their encoding.\n\
         {texts}\
         {own}\
         # Then pages and their data.\n\
         {pages}\
         # Then feeds, which name pages, under their own types.\n\
         {feeds}\
         # What is no longer there goes last.\n\
         {goes}",
        hashed = hashed.concat(),
        texts = texts.concat(),
        own = sync(&format!("{rest}\\\n    --exclude '*.html' --exclude '*.json' --exclude '*.xml'")),
        pages = sync(&format!("{rest}\\\n   {leave_feeds}")),
        feeds = feeds.concat(),
        goes = sync(&format!("--delete {rest}")),
        base = place.base,
    )
}
