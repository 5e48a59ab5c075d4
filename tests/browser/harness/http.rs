//! Asking a server without a browser.

use super::{PATIENCE, RUNTIME};
use depeche::backend::{Method, Request};
use reqwest::{
    Client, Error, RequestBuilder,
    header::{ACCEPT, CONTENT_TYPE, HeaderMap, ORIGIN},
};
use serde_json::Value;

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// The body, which is JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// How many bytes it has, with its headers as they are sent.
    pub(crate) fn size(&self) -> usize {
        let status = "HTTP/1.1 200 OK\r\n".len();
        let headers = self.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
        status + headers.sum::<usize>() + "\r\n".len() + self.body.len()
    }

    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Asks for an address.
///
/// # Errors
/// When there is no whole answer.
pub(crate) fn try_get(url: &str) -> Result<Answer, Error> {
    answer(client()?.get(url))
}

/// Asks for an address, where there has to be an answer.
#[track_caller]
pub(crate) fn get(url: &str) -> Answer {
    try_get(url).unwrap_or_else(|error| panic!("{error}"))
}

/// Posts JSON, where there has to be an answer.
#[track_caller]
pub(crate) fn post(url: &str, body: &Value) -> Answer {
    client().and_then(|client| answer(client.post(url).json(body))).unwrap_or_else(|error| panic!("{error}"))
}

/// Posts JSON as a page of an origin does.
#[track_caller]
pub(crate) fn post_from(origin: &str, url: &str, body: &Value) -> Answer {
    let posted = client().and_then(|client| answer(client.post(url).header(ORIGIN, origin).json(body)));
    posted.unwrap_or_else(|error| panic!("{error}"))
}

/// Asks what the app asks, as a page of an origin does.
#[track_caller]
pub(crate) fn carry(origin: &str, request: &Request) -> Answer {
    let carried = client().and_then(|client| {
        let asked = match request.method {
            Method::Get => client.get(&request.url),
            Method::Post => client.post(&request.url),
            Method::Put => client.put(&request.url),
            Method::Delete => client.delete(&request.url),
        };
        let asked = asked.header(ORIGIN, origin).header(ACCEPT, "application/json");
        answer(match &request.body {
            Some((kind, body)) => {
                kind.iter().fold(asked.body(body.clone()), |asked, kind| asked.header(CONTENT_TYPE, *kind))
            }
            None => asked,
        })
    });
    carried.unwrap_or_else(|error| panic!("{error}"))
}

/// Posts the fields of a form, where there has to be an answer.
#[track_caller]
pub(crate) fn post_form(url: &str, fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let kind = "application/x-www-form-urlencoded";
    let posted = client().and_then(|client| answer(client.post(url).header(CONTENT_TYPE, kind).body(body)));
    posted.unwrap_or_else(|error| panic!("{error}"))
}

fn client() -> Result<Client, Error> {
    Client::builder().no_proxy().timeout(PATIENCE).build()
}

fn answer(request: RequestBuilder) -> Result<Answer, Error> {
    RUNTIME.block_on(async {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Answer { status, headers, body: response.text().await? })
    })
}
