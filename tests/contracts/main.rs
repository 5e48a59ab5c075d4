//! The protocol modules, held against what Isso 0.14.0 and WordPress 6.1.9 really answer: canned answers, no server.

mod isso;
mod sentences;
mod wordpress;

use depeche::backend::Answer;

/// What a server answers in JSON.
fn json(status: u16, body: &str) -> Answer {
    Answer { status, kind: "application/json; charset=UTF-8".into(), body: body.into(), ..Answer::default() }
}

/// What a server, a proxy or a portal answers in HTML.
fn html(status: u16, body: &str) -> Answer {
    Answer { status, kind: "text/html; charset=utf-8".into(), body: body.into(), ..Answer::default() }
}

/// Answers of what stands between, with the status 200 or of a gateway.
fn of_others() -> [Answer; 6] {
    [
        html(200, "<!DOCTYPE html><title>Connexion au réseau</title><form action=\"/login\">"),
        json(200, ""),
        json(200, "null"),
        json(200, "{\"error\":\"login\"}"),
        json(200, "{\"id\":1,\"replies\":[{\"id\":2,"),
        html(204, ""),
    ]
}
