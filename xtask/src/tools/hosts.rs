//! nginx and Caddy as Debian packages them: the tests serve the site from both.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt;
use crate::run::ask;

/// nginx with its module for brotli, and Caddy. Neither is started as a service.
const PACKAGES: [&str; 3] = ["nginx-light", "libnginx-mod-http-brotli-static", "caddy"];

/// Where Debian puts them; `/usr/sbin` is in nobody's PATH but root's.
const NGINX: &str = "/usr/sbin/nginx";
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const CADDY: &str = "/usr/bin/caddy";

/// The programs of two hosts.
pub(crate) struct Hosts {
    pub(crate) nginx: PathBuf,
    pub(crate) caddy: PathBuf,
}

/// Finds both, or installs them.
///
/// # Errors
/// When one cannot be installed; the message says what to do.
pub(crate) fn ready() -> Result<Hosts> {
    if let Some(what) = missing() {
        eprintln!("missing: {what}");
        apt::install(&PACKAGES, "the tests with nginx and Caddy want Debian's packages: run them on Debian")?;
        if let Some(what) = missing() {
            bail!("still missing after the installation: {what}. These tests are made for Debian's packages");
        }
    }
    Ok(Hosts { nginx: NGINX.into(), caddy: CADDY.into() })
}

/// The first thing that is not there.
fn missing() -> Option<&'static str> {
    if ask(NGINX, &["-v"]).is_none() || !Path::new(BROTLI).is_file() {
        return Some("nginx with its module for brotli");
    }
    ask(CADDY, &["version"]).is_none().then_some("Caddy")
}
