//! What each address of an edition shows: a pure function from the edition. Touches no file and renders nothing.

use super::{
    edition::{Comments, Edition, Label, Story},
    front, furniture,
    picture::Place,
    prose::escape,
};
use crate::{
    model::page::{Article, CountryCount, Discussion, Link, List, Page, Picture, Teaser, Thread},
    route::{PageNumber, Route},
    thread::{self, Branch},
};

/// How many articles a page of a list shows.
pub const PER_PAGE: usize = 20;
/// How many articles an article points to.
const RELATED: usize = 4;

/// Every address of an edition.
pub fn routes(edition: &Edition) -> Vec<Route> {
    let mut routes: Vec<Route> = numbers(edition.stories.len()).map(Route::Home).collect();
    routes.push(Route::Countries);
    for (country, stories) in edition.site.countries.iter().zip(&edition.by_country) {
        let slug = &country.slug;
        routes.extend(numbers(stories.len()).map(|page| Route::Country { country: slug.clone(), page }));
    }
    for Label { slug, stories, .. } in &edition.topics {
        routes.extend(numbers(stories.len()).map(|page| Route::Topic { topic: slug.clone(), page }));
    }
    for Label { slug, stories, .. } in &edition.authors {
        routes.extend(numbers(stories.len()).map(|page| Route::Author { author: slug.clone(), page }));
    }
    for story in &edition.stories {
        routes.push(Route::article(&story.slug));
        let behind = (2..=thread_pages(story)).filter_map(PageNumber::new);
        routes.extend(behind.map(|page| Route::Comments { slug: story.slug.clone(), page }));
    }
    routes
}

/// What an address shows; none where the edition has no such page.
pub fn page(edition: &Edition, route: &Route) -> Option<Page> {
    match route {
        Route::Home(PageNumber::FIRST) => Some(Page::Front { html: front::html(edition) }),
        Route::Home(number) => {
            let all: Vec<usize> = (0..edition.stories.len()).collect();
            list(edition, &all, *number, Route::Home).map(Page::Home)
        }
        Route::Countries => {
            let counted = edition.site.countries.iter().zip(&edition.by_country);
            let countries = counted
                .map(|(country, stories)| CountryCount {
                    country: country.clone(),
                    articles: count(stories.len()),
                    latest: stories.first().map(|&index| link(&edition.stories[index])),
                })
                .collect();
            Some(Page::Countries { countries })
        }
        Route::Country { country, page } => {
            let index = edition.country_index(country)?;
            let way = |page| Route::Country { country: country.clone(), page };
            let list = list(edition, &edition.by_country[index], *page, way)?;
            Some(Page::Country { country: edition.country(index).clone(), list })
        }
        Route::Topic { topic, page } => {
            let way = |page| Route::Topic { topic: topic.clone(), page };
            label(edition, edition.language.press.topic, edition.topic(topic)?, *page, way)
        }
        Route::Author { author, page } => {
            let way = |page| Route::Author { author: author.clone(), page };
            label(edition, edition.language.press.signed, edition.author(author)?, *page, way)
        }
        // The first one is the article's own page.
        Route::Comments { page: PageNumber::FIRST, .. } => None,
        Route::Comments { slug, page } => {
            let (_, story) = edition.story(slug)?;
            Some(Page::Comments(Box::new(Discussion {
                slug: story.slug.clone(),
                title: story.title.clone(),
                number: page.get(),
                open: story.comments_open,
                source_id: story.source_id,
                thread: Some(thread(edition, story, *page)?),
            })))
        }
        Route::Article { slug } => {
            let (index, story) = edition.story(slug)?;
            Some(Page::Article(Box::new(article(edition, index, story))))
        }
    }
}

/// What a host shows where there is nothing.
pub fn not_found(edition: &Edition) -> Page {
    Page::NotFound { latest: edition.stories.iter().take(5).map(|story| teaser(edition, story, Place::Row)).collect() }
}

/// The numbers of a list's pages; a list without articles has one all the same.
fn numbers(articles: usize) -> impl Iterator<Item = PageNumber> {
    (1..=pages_of(articles)).filter_map(PageNumber::new)
}

/// How many pages the list of so many articles has.
pub(crate) fn pages_of(articles: usize) -> u32 {
    count(articles.div_ceil(PER_PAGE).max(1))
}

/// How many pages an article's comments have, the article's own included.
pub(crate) fn thread_pages(story: &Story) -> u32 {
    count(thread::pages(&thread::branches(&story.comments.shown)).len())
}

fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// A page of a list whose pages have the addresses that `way` says.
fn list(edition: &Edition, stories: &[usize], number: PageNumber, way: impl Fn(PageNumber) -> Route) -> Option<List> {
    let pages = pages_of(stories.len());
    let number = number.get();
    if number > pages {
        return None;
    }
    let first = (number as usize - 1) * PER_PAGE;
    let shown = stories.iter().skip(first).take(PER_PAGE);
    let opening = |place| if number == 1 && place == 0 { Place::Opening } else { Place::Row };
    let teasers =
        shown.enumerate().map(|(place, &index)| teaser(edition, &edition.stories[index], opening(place))).collect();
    let way = |number| Some(way(PageNumber::new(number)?).href(&edition.site.base));
    let newer = number.checked_sub(1).and_then(way);
    let older = (number < pages).then(|| number + 1).and_then(way);
    Some(List { teasers, number, pages, newer, older })
}

/// A page of a topic or of an author.
fn label(
    edition: &Edition,
    kind: &str,
    label: &Label,
    number: PageNumber,
    way: impl Fn(PageNumber) -> Route,
) -> Option<Page> {
    let list = list(edition, &label.stories, number, way)?;
    Some(Page::Label { kind: kind.into(), name: label.name.clone(), list })
}

fn teaser(edition: &Edition, story: &Story, place: Place) -> Teaser {
    Teaser {
        slug: story.slug.clone(),
        title: story.title.clone(),
        standfirst: story.standfirst.clone(),
        country: edition.country(story.countries[0]).clone(),
        published: story.published.clone(),
        image: picture(edition, story, place),
        language: story.language.clone(),
    }
}

fn picture(edition: &Edition, story: &Story, place: Place) -> Option<Picture> {
    story.image.as_ref().map(|placed| edition.picture(placed, place))
}

fn link(story: &Story) -> Link {
    Link { slug: story.slug.clone(), title: story.title.clone(), language: story.language.clone() }
}

fn article(edition: &Edition, index: usize, story: &Story) -> Article {
    // In its other languages it is linked above its text; others are told of in one.
    let versions: Vec<usize> = edition.versions(story).collect();
    let leads_on =
        |other: &usize| !versions.contains(other) && edition.is_for_readers_of(story.language.as_ref(), *other);
    // From the newest to the oldest.
    let filed = &edition.by_country[story.countries[0]];
    let (newer, older) = filed.split_at(filed.partition_point(|&other| other < index));
    let way = |found: Option<&usize>| found.map(|&other| link(&edition.stories[other]));
    let before = furniture::before(edition, story);
    Article {
        slug: story.slug.clone(),
        title: story.title.clone(),
        standfirst: story.standfirst.clone(),
        countries: story.countries.iter().map(|&index| edition.country(index).clone()).collect(),
        authors: story.byline.html(|place, name| author(edition, &edition.authors[story.authors[place]], name)),
        published: story.published.clone(),
        updated: story.updated.clone(),
        reading_minutes: story.reading_minutes,
        image: picture(edition, story, Place::Article),
        after: furniture::after(edition, story, &before),
        body: before
            + &story.text(|placed| {
                let shown = edition.picture(placed, Place::Text);
                format!("<figure class=\"picture\">{}</figure>", shown.html)
            }),
        comments_open: story.comments_open,
        source_id: story.source_id,
        thread: thread(edition, story, PageNumber::FIRST),
        previous: way(older.iter().find(|other| leads_on(other))),
        next: way(newer.iter().rev().find(|other| leads_on(other))),
        related: related(edition, story, leads_on),
        language: story.language.clone(),
    }
}

/// An author's name in a phrase, in HTML.
fn author(edition: &Edition, author: &Label, name: &str) -> String {
    let link = Route::author(&*author.slug).href(&edition.site.base);
    format!("<a rel=\"author\" href=\"{link}\" dir=\"auto\">{}</a>", escape(name))
}

/// A page of a story's comments; none where it has no such page.
fn thread(edition: &Edition, story: &Story, number: PageNumber) -> Option<Thread> {
    let Comments { shown, newest } = &story.comments;
    let branches = thread::branches(shown);
    let pages = thread::pages(&branches);
    let branches: &[Branch<'_>] = pages.get(number.get() as usize - 1)?;
    // Only a server takes answers; what was fetched from one that is left is to read.
    let items =
        thread::html(&edition.language.words, branches, edition.site.comments.has_thread() && story.comments_open);
    let mut elsewhere = Vec::new();
    // What came after the page was written is added to the first one, which has to know what is not new.
    if number == PageNumber::FIRST {
        pages[1..].iter().copied().flatten().for_each(|branch| branch.numbers(&mut elsewhere));
    }
    let place = (number.get(), count(pages.len()));
    Some(Thread {
        html: thread::page(edition.language, &story.slug, &edition.site.base, &items, place, &mut elsewhere),
        count: count(shown.iter().filter(|comment| !comment.deleted).count()),
        newest: *newest,
        last: shown.iter().map(|comment| comment.id).max().unwrap_or_default(),
    })
}

/// What shares a country or a topic with a story, newest first, of what `leads_on`.
fn related(edition: &Edition, story: &Story, leads_on: impl Fn(&usize) -> bool) -> Vec<Link> {
    let countries = story.countries.iter().map(|&country| &edition.by_country[country]);
    let topics = story.topics.iter().map(|&topic| &edition.topics[topic].stories);
    // Each list is sorted from the newest on, so the newest of all are among the first few of each.
    let mut near: Vec<usize> =
        countries.chain(topics).flat_map(|list| list.iter().copied().filter(&leads_on).take(RELATED)).collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(RELATED).map(|other| link(&edition.stories[other])).collect()
}
