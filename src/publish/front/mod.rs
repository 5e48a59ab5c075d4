//! The front page, as HTML that is made once: the app places it and knows nothing of how it is laid out.

mod layout;

use super::{
    edition::{Edition, Story},
    pages,
    picture::Place,
    prose::escape,
};
use crate::{
    app,
    model::page::{Country, List, Moment},
    route::{PageNumber, Route},
};
pub(crate) use layout::Layout;
use std::fmt::Write as _;

/// From how many characters on a headline is set smaller.
const WORDY: usize = 90;

/// The front page of an edition.
pub(super) fn html(edition: &Edition) -> String {
    let front = Layout::of(edition);
    let mut html = format!("<h1 class=\"unseen\" tabindex=\"-1\">{}</h1>", escape(&edition.site.title));
    match front.lead {
        Some(lead) => opening(&mut html, edition, &front, lead),
        None => {
            let _ = write!(html, "<p class=\"empty\">{}</p>", edition.language.words.no_articles);
        }
    }
    bands(&mut html, edition, &front);
    topics(&mut html, edition, &front);
    behind(&mut html, edition);
    html
}

/// What the page says in words, without its tags. `html` is what [`html`] gave.
pub(crate) fn text(html: &str) -> String {
    // Every `<` of a text is escaped.
    html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

fn opening(html: &mut String, edition: &Edition, front: &Layout, lead: usize) {
    let beside = if front.beside.is_empty() { "" } else { " several" };
    let timed = !front.latest.is_empty();
    let latest = if timed { " timed" } else { "" };
    let plain = if edition.stories[lead].image.is_none() { " plain" } else { "" };
    let _ = write!(html, "<div class=\"opening{beside}{latest}{plain}\">");
    Teaser { picture: Some(Place::Lead { timed }), ..Teaser::LEAD }.write(html, edition, lead);
    if !front.beside.is_empty() {
        html.push_str("<div class=\"beside\">");
        for (place, &story) in front.beside.iter().enumerate() {
            let picture = match place {
                0 if timed => Place::Beside { wide: !plain.is_empty() },
                _ => Place::Row,
            };
            Teaser { standfirst: place == 0, picture: Some(picture), ..Teaser::BESIDE }.write(html, edition, story);
        }
        html.push_str("</div>");
    }
    if !front.latest.is_empty() {
        let _ = write!(
            html,
            "<section class=\"latest\"><h2 class=\"section-title\">{}</h2><ol>",
            edition.language.words.latest
        );
        front.latest.iter().for_each(|&story| brief(html, edition, story));
        html.push_str("</ol></section>");
    }
    html.push_str("</div>");
}

/// A country each, in the order of the navigation.
fn bands(html: &mut String, edition: &Edition, front: &Layout) {
    if front.bands.is_empty() {
        return;
    }
    html.push_str("<div class=\"bands\">");
    for (country, stories) in &front.bands {
        let country = edition.country(*country);
        let link = Route::country(&*country.slug).href(&edition.site.base);
        let _ = write!(html, "<section class=\"band {}\"><h2>", hue(country));
        let _ = write!(html, "<a href=\"{link}\">{}</a></h2>", escape(&country.name));
        for (place, &story) in stories.iter().enumerate() {
            let teaser = if place == 0 { Teaser::IN_BAND } else { Teaser::BEHIND };
            teaser.write(html, edition, story);
        }
        html.push_str("</section>");
    }
    html.push_str("</div>");
}

fn topics(html: &mut String, edition: &Edition, front: &Layout) {
    if front.topics.is_empty() {
        return;
    }
    html.push_str("<div class=\"by-topic\">");
    for (topic, stories) in &front.topics {
        let topic = &edition.topics[*topic];
        let link = Route::topic(&*topic.slug).href(&edition.site.base);
        let name = escape(&topic.name);
        let _ =
            write!(html, "<section><h2 class=\"section-title\"><a href=\"{link}\" dir=\"auto\">{name}</a></h2><ol>");
        stories.iter().for_each(|&story| brief(html, edition, story));
        html.push_str("</ol></section>");
    }
    html.push_str("</div>");
}

/// The way to the pages behind, which list every article.
fn behind(html: &mut String, edition: &Edition) {
    let pages = pages::pages_of(edition.stories.len());
    if pages > 1 {
        let older = PageNumber::new(2).map(|page| Route::Home(page).href(&edition.site.base));
        let list = List { teasers: Vec::new(), number: 1, pages, newer: None, older };
        let ways = app::ways(&list, &edition.language.words);
        let _ = write!(html, "<nav class=\"pagination\" aria-label=\"{}\">{ways}</nav>", edition.language.words.pages);
    }
}

/// A story with room for more than its headline.
struct Teaser {
    form: &'static str,
    heading: &'static str,
    /// With the country that it is filed under.
    kicker: bool,
    /// Where its picture stands, if it is shown.
    picture: Option<Place>,
    standfirst: bool,
    time: bool,
}

impl Teaser {
    const LEAD: Self =
        Self { form: "lead", heading: "h2", kicker: true, picture: Some(Place::Row), standfirst: true, time: true };
    const BESIDE: Self = Self { form: "second", standfirst: false, ..Self::LEAD };
    /// Under the name of its country.
    const IN_BAND: Self = Self { form: "third", heading: "h3", kicker: false, ..Self::LEAD };
    /// Behind the first of a country.
    const BEHIND: Self = Self { picture: None, standfirst: false, time: false, ..Self::IN_BAND };

    fn write(&self, html: &mut String, edition: &Edition, story: usize) {
        let story = &edition.stories[story];
        let image = self.picture.zip(story.image.as_ref()).map(|(place, image)| edition.picture(image, place).html);
        let illustrated = if image.is_some() { " illustrated" } else { "" };
        let country = edition.country(story.countries[0]);
        let hue = if self.kicker { format!(" {}", hue(country)) } else { String::new() };
        let _ = write!(html, "<article class=\"teaser {}{illustrated}{}{hue}\">", self.form, length(&story.title));
        if let Some(image) = image {
            let _ = write!(html, "<div class=\"thumb\">{image}</div>");
        }
        html.push_str("<div class=\"words\">");
        if self.kicker {
            let link = Route::country(&*country.slug).href(&edition.site.base);
            let _ = write!(html, "<p class=\"kicker\"><a href=\"{link}\">{}</a></p>", escape(&country.name));
        }
        headline(html, edition, story, self.heading);
        if let Some(text) = story.standfirst.as_ref().filter(|_| self.standfirst) {
            let _ = write!(html, "<p class=\"standfirst\"{}>{}</p>", language(story), escape(text));
        }
        if self.time {
            let Moment { iso, text } = &story.published;
            let when = if self.form == Self::LEAD.form { text } else { &story.brief };
            let _ = write!(html, "<p class=\"meta\">{}{}</p>", time(iso, when), app::mark(story.language.as_ref()));
        }
        html.push_str("</div></article>");
    }
}

/// A story in a line of a list: when, where, what.
fn brief(html: &mut String, edition: &Edition, story: usize) {
    let story = &edition.stories[story];
    let country = edition.country(story.countries[0]);
    let (time, name) = (time(&story.published.iso, &story.brief), escape(&country.name));
    let mark = app::mark(story.language.as_ref());
    let _ = write!(html, "<li class=\"brief {}\"><p class=\"meta\">{time} <span>{name}</span>{mark}</p>", hue(country));
    headline(html, edition, story, "h3");
    html.push_str("</li>");
}

fn headline(html: &mut String, edition: &Edition, story: &Story, heading: &str) {
    let link = Route::article(&*story.slug).href(&edition.site.base);
    let (language, title) = (language(story), escape(&story.title));
    let _ = write!(html, "<{heading} class=\"headline\"{language}><a href=\"{link}\">{title}</a></{heading}>");
}

fn language(story: &Story) -> String {
    match &story.language {
        Some(language) => format!(" lang=\"{}\" dir=\"{}\"", escape(&language.tag), language.direction()),
        None => String::new(),
    }
}

fn time(iso: &str, text: &str) -> String {
    format!("<time datetime=\"{}\">{}</time>", escape(iso), escape(text))
}

fn hue(country: &Country) -> String {
    format!("hue-{}", country.hue)
}

/// How long a headline is, where that asks for another size.
fn length(title: &str) -> &'static str {
    if title.chars().count() < WORDY { "" } else { " wordy" }
}
