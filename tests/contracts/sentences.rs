//! Every row of the servers' tables of errors has a French sentence for the reader, and a next step.

use crate::{html, json};
use depeche::{
    backend::{Answer, Refusal, isso, wordpress},
    words::Language,
};
use serde_json::json;

/// What a reader can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Mend the field under which the sentence stands.
    Mend,
    /// Send it later: it is kept among the comments as not sent.
    Later,
    /// Keep the text, which stays in the form: this server does not take it.
    Keep,
}
use Step::{Keep, Later, Mend};

/// What a reader is told, and what comes next.
fn told(refusal: Refusal) -> (&'static str, Step) {
    match refusal.field() {
        Some((field, fault)) => (Language::FRENCH.words.comment_fault(field, fault), Mend),
        None => (Language::FRENCH.words.refusal(refusal), if refusal.passes() { Later } else { Keep }),
    }
}

/// Holds a row against what its answer leads to.
#[track_caller]
fn holds(row: &str, refusal: Option<Refusal>, sentence: &str, step: Step) {
    let (said, next) = told(refusal.unwrap_or_else(|| panic!("{row}: it is refused")));
    let said = said.replace('\u{202f}', " ");
    assert!(said.contains(sentence), "{row}: « {said} » does not say « {sentence} »");
    assert_eq!(next, step, "{row}");
}

/// What is said where the site or the server is at fault, and the reader can do nothing but wait.
const UNSENT: &str = "n’a pas pu être envoyé. Il est gardé sur cet appareil";

#[test]
fn every_row_of_isso_s_table_has_a_sentence_and_a_next_step() {
    for (status, reason, sentence, step) in [
        (400, "text is missing", "veuillez saisir votre commentaire", Mend),
        (400, "text is too short (minimum length: 3)", "votre commentaire est trop court", Mend),
        (400, "text is too long (maximum length: 65535)", "votre commentaire est trop long", Mend),
        (400, "text must be a string or null", "veuillez saisir votre commentaire", Mend),
        (400, "parent must be an integer or null", UNSENT, Later),
        (400, "Website not Django-conform", "l’adresse de votre site n’est pas valide", Mend),
        (400, "arbitrary length limit", "l’adresse de votre site est trop longue", Mend),
        (400, "http://tools.ietf.org/html/rfc5321#section-4.5.3", "votre adresse e-mail est trop longue", Mend),
        (400, "Cannot create new thread: URI /a is not accessible and no title was provided.", UNSENT, Later),
        (400, "missing uri query", UNSENT, Later),
        (400, "Unable to read JSON request", UNSENT, Later),
        (403, "127.0.0.0: ratelimit exceeded (1, 2)", "trop rapidement. Prenez votre temps.", Later),
        (403, "3 direct responses to /fr/a", "déjà beaucoup commenté cet article", Keep),
        (403, "edit time frame is still open", "modifier le commentaire auquel vous répondez", Later),
        (403, "email address required but not provided", "champs obligatoires (e-mail)", Mend),
        (403, "author address required but not provided", "champs obligatoires (nom)", Mend),
        (403, "CSRF", UNSENT, Later),
        (403, "You don't have permission to access this resource.", UNSENT, Later),
        (413, "The data value transmitted exceeds the capacity limit.", "votre commentaire est trop long", Mend),
        (500, "The server encountered an internal error", UNSENT, Later),
    ] {
        let page = html(status, &format!("<h1>{status}</h1><p>{reason}</p>"));
        let said = json(status, &json!({ "message": format!("{status} ..: {reason}") }).to_string());
        for answer in [page, said] {
            holds(reason, isso::posted(&answer).err(), sentence, step);
        }
    }
}

#[test]
fn every_row_of_wordpress_s_table_has_a_sentence_and_a_next_step() {
    const NO_THREAD: &str = "n’a pas de fil de commentaires sur le serveur";
    for (status, code, field, sentence, step) in [
        (400, "rest_comment_author_data_required", "", "veuillez renseigner les champs obligatoires", Mend),
        (400, "rest_invalid_param", "author_email", "veuillez saisir une adresse e-mail valide", Mend),
        (400, "rest_invalid_param", "author_url", "l’adresse de votre site n’est pas valide", Mend),
        (400, "rest_invalid_param", "post", UNSENT, Later),
        (400, "rest_invalid_param", "parent", UNSENT, Later),
        (400, "rest_comment_content_invalid", "", "veuillez saisir votre commentaire", Mend),
        (400, "comment_content_column_length", "", "votre commentaire est trop long", Mend),
        (400, "comment_author_column_length", "", "votre nom est trop long", Mend),
        (400, "comment_author_email_column_length", "", "votre adresse e-mail est trop longue", Mend),
        (400, "comment_author_url_column_length", "", "l’adresse de votre site est trop longue", Mend),
        (400, "comment_flood", "", "trop rapidement. Prenez votre temps.", Later),
        (400, "rest_invalid_json", "", UNSENT, Later),
        (400, "rest_invalid_comment_type", "", UNSENT, Later),
        (401, "rest_comment_login_required", "", "que les commentaires de ses membres", Keep),
        (401, "rest_cannot_read_post", "", NO_THREAD, Keep),
        (401, "rest_comment_invalid_status", "", UNSENT, Later),
        (401, "rest_comment_invalid_author", "", UNSENT, Later),
        (401, "rest_comment_invalid_author_ip", "", UNSENT, Later),
        (403, "rest_comment_closed", "", "Les commentaires sont fermés pour cet article.", Keep),
        (403, "rest_comment_invalid_post_id", "", NO_THREAD, Keep),
        (403, "rest_comment_draft_post", "", NO_THREAD, Keep),
        (403, "rest_comment_trash_post", "", NO_THREAD, Keep),
        (403, "rest_cookie_invalid_nonce", "", UNSENT, Later),
        (409, "comment_duplicate", "", "il semble que vous avez déjà envoyé ce commentaire", Keep),
    ] {
        let params = if field.is_empty() { json!({}) } else { json!({ field: "Paramètre invalide." }) };
        let body = json!({ "code": code, "message": "Sorry&nbsp;!", "data": { "status": status, "params": params } });
        let answer: Answer = json(status, &body.to_string());
        holds(&format!("{code} {field}"), wordpress::posted(&answer).err(), sentence, step);
    }
}

#[test]
fn what_stands_between_a_reader_and_a_server_costs_no_comment() {
    for status in [429, 500, 502, 503, 504] {
        let answer = html(status, "<html>..</html>");
        for refusal in [isso::posted(&answer).err(), wordpress::posted(&answer).err()] {
            let sentence = if status == 429 { "trop rapidement" } else { UNSENT };
            holds(&status.to_string(), refusal, sentence, Later);
        }
    }
}
