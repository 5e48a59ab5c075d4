//! What is wrong is said where it is, in words, when the reader is done with it, and goes when it is mended.

use super::{ARTICLE, SEND};
use crate::harness::{FRENCH, Reader, Site};
use depeche::model::comment::{Fault, Field};
use thirtyfour::Key;

fn at_the_form(site: &Site) -> Reader<'_> {
    let reader = Reader::of(site);
    reader.visits(ARTICLE);
    reader
}

/// The error of a field as assistive technology finds it: by the field's own description.
fn error_of(reader: &Reader<'_>, field: Field) -> Option<String> {
    let script = "
        const field = document.getElementById(arguments[0]);
        const described = document.getElementById(field.getAttribute('aria-describedby') ?? '');
        if ((field.getAttribute('aria-invalid') === 'true') !== Boolean(described)) return 'half told';
        return described?.checkVisibility() ? described.textContent : null";
    reader.script_with(script, field.name())
}

fn sentence(field: Field, fault: Fault) -> Option<String> {
    Some(FRENCH.comment_fault(field, fault).into())
}

#[test]
fn an_empty_form_is_answered_with_a_summary_that_leads_to_each_field() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.clicks(SEND);
    reader.is_led_to("#comment-errors");
    reader.sees(FRENCH.form_has_errors);
    let fields = [Field::Comment, Field::Author, Field::Email];
    let sentences = fields.map(|field| FRENCH.comment_fault(field, Fault::Missing));
    assert_eq!(reader.texts("#comment-errors li a"), sentences);
    for field in fields {
        assert_eq!(error_of(&reader, field), sentence(field, Fault::Missing));
    }
    assert_eq!(error_of(&reader, Field::Url), None, "what is not required is not missed");
    for field in fields {
        reader.clicks(&format!("#comment-errors a[href='#{}']", field.name()));
        reader.is_led_to(&format!("#{}", field.name()));
    }
    assert_eq!(reader.thread(), Vec::<String>::new());
}

#[test]
fn who_writes_before_the_summary_is_drawn_is_not_interrupted() {
    let site = Site::open();
    let reader = at_the_form(&site);
    // Frames wait, as on a slow device.
    reader.script::<()>("window.waiting = []; window.requestAnimationFrame = (then) => waiting.push(then)");
    reader.clicks(SEND);
    reader.sees(FRENCH.form_has_errors);
    reader.types("#comment", "Merci");
    assert!(reader.script::<usize>("return waiting.length") > 0, "something waits for its frame");
    reader.script::<()>("waiting.splice(0).forEach((then) => then(performance.now()))");
    assert!(reader.is_focused_on("#comment"));
    assert_eq!(error_of(&reader, Field::Comment), None);
}

#[test]
fn blanks_are_as_good_as_nothing() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "   ");
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.is_led_to("#comment");
    assert_eq!(error_of(&reader, Field::Comment), sentence(Field::Comment, Fault::Missing));
}

#[test]
fn one_mistake_alone_takes_the_focus_itself() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Bonjour");
    reader.types("#author", "Aïssata");
    reader.clicks(SEND);
    reader.is_led_to("#email");
    assert_eq!(error_of(&reader, Field::Email), sentence(Field::Email, Fault::Missing));
    assert!(!reader.is_shown("#comment-errors"), "no list of one");
    reader.types("#email", "aissata");
    reader.clicks(SEND);
    reader.is_led_to("#email");
    assert_eq!(error_of(&reader, Field::Email), sentence(Field::Email, Fault::Invalid));
}

#[test]
fn the_first_click_on_the_button_counts() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Bonjour");
    // The pointer leaves a field with a mistake: its error must not push the button away from under it.
    reader.types("#author", "Aïssata");
    reader.types("#email", "x");
    reader.clicks(SEND);
    reader.is_led_to("#email");
    assert_eq!(error_of(&reader, Field::Email), sentence(Field::Email, Fault::Invalid));
    reader.types("#url", "a");
    reader.empties("#author");
    reader.clicks(SEND);
    reader.is_led_to("#comment-errors");
}

#[test]
fn nothing_is_scolded_while_it_is_typed_and_an_error_goes_as_soon_as_it_is_mended() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#email", "aissata");
    assert_eq!(error_of(&reader, Field::Email), None, "still typing");
    reader.presses(Key::Tab);
    assert_eq!(error_of(&reader, Field::Email), sentence(Field::Email, Fault::Invalid));
    reader.types("#email", "@exemple");
    assert_eq!(error_of(&reader, Field::Email), sentence(Field::Email, Fault::Invalid), "not yet mended");
    reader.types("#email", ".org");
    assert_eq!(error_of(&reader, Field::Email), None, "mended, before it is left");
}

#[test]
fn a_field_that_is_passed_by_empty_is_not_scolded() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.clicks("#comment");
    for field in ["#author", "#email", "#url", "#consent"] {
        reader.presses(Key::Tab);
        reader.is_led_to(field);
    }
    for field in Field::ALL {
        assert_eq!(error_of(&reader, field), None);
    }
}

#[test]
fn the_summary_shrinks_with_each_mistake_that_is_mended() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.clicks(SEND);
    reader.is_led_to("#comment-errors");
    reader.types("#comment", "Bonjour");
    assert_eq!(reader.texts("#comment-errors li").len(), 2);
    assert!(reader.is_focused_on("#comment"), "the reader is not led away while typing");
    reader.introduces_themselves();
    assert!(!reader.is_shown("#comment-errors"));
    reader.clicks(SEND);
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
}

#[test]
fn lengths_are_counted_in_bytes() {
    let site = Site::open();
    let reader = at_the_form(&site);
    // « é » is two bytes: one field is just full, the other one just over.
    for (field, most) in [(Field::Author, 245), (Field::Url, 200), (Field::Comment, 65_525)] {
        let id = format!("#{}", field.name());
        let full = format!("{}{}", "é".repeat(most / 2), "a".repeat(most % 2));
        assert_eq!(full.len(), most);
        reader.pastes(&id, &full);
        reader.presses(Key::Tab);
        assert_eq!(error_of(&reader, field), None, "{most} bytes in {id}");
        reader.types(&id, "a");
        reader.presses(Key::Tab);
        assert_eq!(error_of(&reader, field), sentence(field, Fault::TooLong), "one more in {id}");
        assert_eq!(reader.typed(&id).len(), most + 1, "nothing is cut off behind the reader's back");
        reader.types(&id, Key::Backspace.value().to_string().as_str());
        assert_eq!(error_of(&reader, field), None, "{id} is mended");
    }
    let email = format!("{}@exemple.org", "a".repeat(89));
    reader.pastes("#email", &email);
    reader.presses(Key::Tab);
    assert_eq!(error_of(&reader, Field::Email), sentence(Field::Email, Fault::TooLong));
}
