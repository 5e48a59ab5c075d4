//! IndexNow (indexnow.org/documentation): many addresses in one request, with the key that stands in a file of the site.

use super::{News, Site, lost};
use crate::{
    backend::{Method, Request},
    carrier::{Besides, Carrier},
    route::files::indexnow_key,
};
use serde::Serialize;

/// The most addresses that a request may have.
pub(super) const MOST: usize = 10_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    host: &'a str,
    key: &'a str,
    key_location: &'a str,
    url_list: Vec<&'a str>,
}

/// Tells search engines.
///
/// # Errors
/// In words, what the receiver has against it.
pub(super) fn tell(carrier: &Carrier<'_>, receiver: &str, key: &str, site: &Site, news: &[News]) -> Result<(), String> {
    let key_location = format!("{}{}", site.base_url, indexnow_key(key));
    let url_list = news.iter().map(|news| news.address.as_str()).collect();
    let message = Message { host: site.host(), key, key_location: &key_location, url_list };
    let message = serde_json::to_string(&message).map_err(|error| error.to_string())?;
    let body = Some((Some("application/json; charset=utf-8"), message));
    let request = Request { method: Method::Post, url: receiver.into(), body, with_cookies: false };
    let answer = carrier.ask(&request, &Besides::default()).map_err(|error| lost(receiver, &error))?.answer;
    let host = site.host();
    Err(match answer.status {
        // 202: taken, and the key is looked at later.
        200 | 202 => return Ok(()),
        400 => format!("{receiver} does not understand the request (status 400)"),
        403 => format!(
            "{receiver} does not know the key (status 403): upload the site first, and see that {key_location} answers with it"
        ),
        422 => format!("{receiver} does not take addresses of {host} with this key (status 422): is base_url right?"),
        429 => format!("{receiver} was told too much in a short time (status 429): ping again in an hour"),
        status => format!("{receiver} answered with status {status}"),
    })
}
