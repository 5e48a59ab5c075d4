//! What a host is told of a site: its configuration, in the host's own words. One file for each that takes more than a
//! few lines. What all of them say comes from [`Policy`] and from here.

mod apache;
mod caddy;
mod headers_file;
mod nginx;
mod s3;

use super::policy::Policy;
use crate::route::files::Format;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// For what holds a hash of its content in its name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For everything else: kept, and asked for again each time (RFC 9111, 5.2.2.4).
const ASK_AGAIN: &str = "no-cache";
/// The folders of what is kept for ever, with their slashes: the app's files, and pictures.
const HASHED: [&str; 2] = [APP, "/plates/"];
const APP: &str = "/app/";
/// What lies among the pictures, by the ends of the names: some servers' own lists are older than the newest of them.
const PICTURES: [(&str, &str); 6] = [
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
];

/// The names of feeds and what each is: by their names' ends hosts would take them for any XML or JSON.
fn feeds() -> [(&'static str, &'static str); 3] {
    Format::ALL.map(|format| (format.file_name(), format.media_type()))
}

/// How a configuration begins, after the host's sign for a comment: by this the next build knows it as its own.
pub(super) const OURS: &str = "Written by `depeche build`, which writes it anew each time";

/// Where a site is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// nginx: a file to include in the `server` block, beside the site's folder
    Nginx,
    /// Caddy: a whole Caddyfile, beside the site's folder
    Caddy,
    /// Apache: `.htaccess`
    Apache,
    /// GitHub Pages: `.nojekyll`, `CNAME`; the policy stands in the pages
    Github,
    /// Cloudflare Pages: `_headers`, and `_redirects` for a site under a path
    Cloudflare,
    /// Netlify: `_headers`, and `_redirects` for a site under a path
    Netlify,
    /// S3 and what is like it: a script that uploads the folder; the policy stands in the pages
    S3,
    /// Any other: nothing but the folder; the policy stands in the pages
    #[default]
    Plain,
}

/// Where a configuration belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// In the site, under this name.
    Inside(&'static str),
    /// Beside the site's folder, never inside: under the folder's name, a full stop and this.
    Beside(&'static str),
}

/// A file of configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Configuration {
    pub(super) spot: Spot,
    pub(super) text: String,
}

/// What a host has to know.
pub(super) struct Place<'a> {
    /// Without a slash at its end.
    pub(super) base_url: &'a str,
    /// The path in it: empty, or such as `/journal`.
    pub(super) base: &'a str,
    /// The folder of the site, absolute.
    pub(super) folder: &'a Path,
    pub(super) policy: &'a Policy,
    /// The paths in the site of what is named by its content.
    pub(super) hashed: &'a [String],
    /// The paths in the site of the newsroom's own files.
    pub(super) own: &'a [PathBuf],
}

impl Place<'_> {
    /// The scheme and host of the site.
    fn origin(&self) -> &str {
        self.base_url.strip_suffix(self.base).unwrap_or(self.base_url)
    }

    /// With the port, if the site has one of its own.
    fn domain(&self) -> &str {
        self.origin().split_once("://").map_or(self.origin(), |(_, domain)| domain)
    }
}

impl Host {
    /// Whether the host sends no headers of ours, so that the pages have to carry the policy.
    pub(super) fn sends_no_headers(self) -> bool {
        matches!(self, Self::Github | Self::S3 | Self::Plain)
    }

    /// The files that the host reads.
    pub(super) fn configuration(self, place: &Place<'_>) -> Vec<Configuration> {
        let inside = |name, text: String| Configuration { spot: Spot::Inside(name), text };
        let beside = |name, text: String| Configuration { spot: Spot::Beside(name), text };
        match self {
            Self::Nginx => vec![beside("nginx.conf", nginx::text(place))],
            Self::Caddy => vec![beside("Caddyfile", caddy::text(place))],
            Self::S3 => vec![beside("s3.sh", s3::text(place))],
            Self::Apache => vec![inside(".htaccess", apache::text(place))],
            Self::Cloudflare | Self::Netlify => {
                let (headers, redirects) = match self {
                    Self::Cloudflare => headers_file::of_cloudflare(place),
                    _ => headers_file::of_netlify(place),
                };
                let mut files = vec![inside("_headers", headers)];
                if !place.base.is_empty() {
                    files.push(inside("_redirects", redirects));
                }
                files
            }
            Self::Github => {
                // Without it GitHub runs the folder through Jekyll, which leaves out what begins with `_` or `.`.
                let mut files = vec![inside(".nojekyll", String::new())];
                // A site under a path belongs to a repository of its own and has the domain of the user's site.
                let is_own = |domain: &str| !domain.ends_with(".github.io") && !domain.contains(':');
                if place.base.is_empty() && is_own(place.domain()) {
                    files.push(inside("CNAME", format!("{}\n", place.domain())));
                }
                files
            }
            Self::Plain => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
