//! What is wrong with the form, shown where it belongs: under each field, and summed up over the form.

use super::fields::Fields;
use crate::{
    app::{browser, words},
    model::comment::{Fault, Field},
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

/// The faults that are shown, by field.
pub(super) type Faults = [Option<Fault>; Field::ALL.len()];

/// Says under each field what is wrong with it (WAI-ARIA, `aria-invalid` and `aria-describedby`).
pub(super) fn show(faults: &Faults) {
    for field in Field::ALL {
        let name = field.name();
        let id = [name, "-error"].concat();
        let Some(control) = browser::by_id::<Element>(name) else { continue };
        if let Some(error) = browser::by_id::<Element>(&id) {
            error.remove();
        }
        match faults[field as usize] {
            Some(fault) => {
                let sentence = words().comment_fault(field, fault);
                let error = ["<span class=\"error\" id=\"", &id, "\">", sentence, "</span>"].concat();
                let _ = control.insert_adjacent_html("afterend", &error);
                let _ = control.set_attribute("aria-invalid", "true");
                let _ = control.set_attribute("aria-describedby", &id);
            }
            None => {
                let _ = control.remove_attribute("aria-invalid");
                let _ = control.remove_attribute("aria-describedby");
            }
        }
    }
}

/// What the last attempt found wrong, with a way to each field; for two faults or more. As HTML, like all that is shown
/// seldom: `data-field` says where a link leads.
pub(super) fn summary(faults: RwSignal<Faults>, summarised: RwSignal<bool>) -> impl IntoView {
    let html = move || {
        let faults = faults.get();
        let wrong: Vec<(Field, Fault)> =
            Field::ALL.into_iter().filter_map(|field| Some((field, faults[field as usize]?))).collect();
        if !summarised.get() || wrong.len() < 2 {
            return String::new();
        }
        let item = |(field, fault): (Field, Fault)| {
            let name = field.name();
            ["<li><a href=\"#", name, "\" rel=\"external\">", words().comment_fault(field, fault), "</a></li>"].concat()
        };
        [
            "<div id=\"comment-errors\" class=\"errors\" tabindex=\"-1\" role=\"group\" \
             aria-labelledby=\"comment-errors-title\"><p id=\"comment-errors-title\">",
            words().form_has_errors(),
            "</p><ul role=\"list\">",
            &wrong.into_iter().map(item).collect::<String>(),
            "</ul></div>",
        ]
        .concat()
    };
    let go = move |event: ev::MouseEvent| {
        let link = event.target().and_then(|target| target.dyn_into::<HtmlAnchorElement>().ok());
        let name = link.map(|link| link.hash()).unwrap_or_default();
        if let Some(field) = Field::ALL.into_iter().find(|field| name.strip_prefix('#') == Some(field.name())) {
            event.prevent_default();
            Fields::default().focus(field);
        }
    };
    view! { <div inner_html=html on:click=go></div> }
}
