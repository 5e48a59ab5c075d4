//! WebSub (w3.org/TR/websub): a hub is told that a feed has changed, and fetches it. The standard leaves the words to hubs;
//! all of them understand those of PubSubHubbub 0.4 with one feed in each request.

use super::{News, lost};
use crate::{
    backend::{Method, Request},
    carrier::{Besides, Carrier},
};
use url::form_urlencoded::Serializer;

/// Tells a hub.
///
/// # Errors
/// In words, what the hub has against it.
pub(super) fn tell(carrier: &Carrier<'_>, hub: &str, news: &[News]) -> Result<(), String> {
    let mut form = Serializer::new(String::new());
    form.append_pair("hub.mode", "publish");
    for News { address, .. } in news {
        form.append_pair("hub.url", address);
    }
    let body = Some((Some("application/x-www-form-urlencoded"), form.finish()));
    let request = Request { method: Method::Post, url: hub.into(), body, with_cookies: false };
    let answer = carrier.ask(&request, &Besides::default()).map_err(|error| lost(hub, &error))?.answer;
    match answer.status {
        200..=299 => Ok(()),
        429 => Err(format!("{hub} was told too much in a short time (status 429): ping again in an hour")),
        status => {
            let said: String = answer.body.lines().next().unwrap_or_default().chars().take(200).collect();
            let said = said.replace(char::is_control, " ");
            Err(format!("{hub} answered with status {status}: {said}").trim_end_matches(": ").into())
        }
    }
}
