//! nginx, Caddy and Apache as Debian packages them: the tests serve the site from each.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt;
use crate::run::ask;

/// nginx with its module for brotli, Caddy, and Apache without what would make a service of it. None is started.
const PACKAGES: [&str; 4] = ["nginx-light", "libnginx-mod-http-brotli-static", "caddy", "apache2-bin"];

/// Where Debian puts them; `/usr/sbin` is in nobody's PATH but root's.
const NGINX: &str = "/usr/sbin/nginx";
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const CADDY: &str = "/usr/bin/caddy";
const APACHE: &str = "/usr/sbin/apache2";

/// The programs of three hosts.
pub(crate) struct Hosts {
    pub(crate) nginx: PathBuf,
    pub(crate) caddy: PathBuf,
    pub(crate) apache: PathBuf,
}

/// Finds them, or installs them.
///
/// # Errors
/// When one cannot be installed; the message says what to do.
pub(crate) fn ready() -> Result<Hosts> {
    if let Some(what) = missing() {
        eprintln!("missing: {what}");
        apt::install(&PACKAGES, "the tests with nginx, Caddy and Apache want Debian's packages: run them on Debian")?;
        if let Some(what) = missing() {
            bail!("still missing after the installation: {what}. These tests are made for Debian's packages");
        }
    }
    Ok(Hosts { nginx: NGINX.into(), caddy: CADDY.into(), apache: APACHE.into() })
}

/// The first thing that is not there.
fn missing() -> Option<&'static str> {
    if ask(NGINX, &["-v"]).is_none() || !Path::new(BROTLI).is_file() {
        return Some("nginx with its module for brotli");
    }
    if ask(CADDY, &["version"]).is_none() {
        return Some("Caddy");
    }
    ask(APACHE, &["-v"]).is_none().then_some("Apache")
}
