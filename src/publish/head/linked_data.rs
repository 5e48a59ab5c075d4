//! What search engines are told in schema.org's words, as JSON-LD: what Google's pages on articles, breadcrumbs and site
//! names ask for.

use super::{Heads, list_of, social::headline};
use crate::{
    model::page::Page,
    publish::{
        edition::{Label, Story},
        front::Layout,
    },
    route::Route,
    words::Language,
};
use serde::Serialize;
use std::borrow::Cow;

/// News agencies that articles of the region are taken from, as bylines name them.
const AGENCIES: [&str; 12] =
    ["AFP", "AIB", "AMAP", "ANP", "AP", "APS", "Associated Press", "MAP", "PANA", "Panapress", "Reuters", "Xinhua"];

/// Whether a byline is an agency's and no person's.
fn is_agency(name: &str) -> bool {
    AGENCIES.contains(&name) || name.starts_with("Agence ") || name.ends_with(" News Agency")
}

/// All that a page says to search engines.
#[derive(Serialize)]
pub(super) struct LinkedData<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

/// What stands in it by itself.
#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    Article(NewsArticle<'a>),
    Site(WebSite<'a>),
    Publisher(Organization<'a>),
    List(CollectionPage<'a>),
    Way(BreadcrumbList<'a>),
}

// schema.org's types, each with those of its properties that are told. Names are theirs.

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct NewsArticle<'a> {
    headline: &'a str,
    description: &'a str,
    image: Vec<String>,
    date_published: &'a str,
    date_modified: &'a str,
    author: Vec<Author<'a>>,
    publisher: Organization<'a>,
    main_entity_of_page: String,
    in_language: &'a str,
    article_section: &'a str,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<Original>,
}

/// The article that another is a translation of.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "NewsArticle")]
struct Original {
    #[serde(rename = "@id")]
    address: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Person(Person<'a>),
    Newsroom(Organization<'a>),
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Person<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Organization<'a> {
    name: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct WebSite<'a> {
    name: &'a str,
    url: String,
    in_language: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct CollectionPage<'a> {
    name: String,
    description: &'a str,
    url: String,
    in_language: &'a str,
    main_entity: ItemList,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ItemList {
    item_list_element: Vec<ListItem>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem {
    position: usize,
    url: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    item_list_element: Vec<Breadcrumb<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct Breadcrumb<'a> {
    position: usize,
    name: Cow<'a, str>,
    item: String,
}

impl Heads<'_> {
    pub(super) fn linked_data<'p>(&'p self, route: &'p Route, page: &'p Page, description: &'p str) -> LinkedData<'p> {
        let own = match route {
            Route::Article { slug } => {
                self.edition.story(slug).map(|(_, story)| self.article(route, page, story, description))
            }
            Route::Comments { .. } => None,
            _ => Some(self.collection(route, page, description)),
        };
        let mut graph: Vec<Thing<'p>> = own.into_iter().collect();
        match route {
            Route::Home(number) if number.get() == 1 => graph.extend([self.site(), Thing::Publisher(self.publisher())]),
            _ => graph.push(self.breadcrumbs(route, page)),
        }
        LinkedData { context: "https://schema.org", graph }
    }

    fn article<'p>(&'p self, route: &Route, page: &Page, story: &'p Story, description: &'p str) -> Thing<'p> {
        let edition = self.edition;
        let shapes = self.story(route).and_then(|(index, _)| self.shares.of_story(index)?.shapes.as_ref());
        let mut pictures: Vec<String> = match shapes {
            Some(shapes) => shapes.iter().map(|path| self.file(path)).collect(),
            None => vec![self.file(self.picture(route, page).0)],
        };
        // The picture as it is, whatever its shape.
        let whole = |placed| edition.gallery.largest(placed, &edition.site.base);
        pictures.extend(story.image.as_ref().map(|placed| self.absolute(&whole(placed).src)));
        let original = story.translation_of.as_ref().and_then(|slug| edition.story(slug));
        Thing::Article(NewsArticle {
            headline: &story.title,
            description,
            image: pictures,
            date_published: &story.published.iso,
            date_modified: &story.changed().iso,
            author: story.authors.iter().map(|&author| self.author(&edition.authors[author])).collect(),
            publisher: self.publisher(),
            main_entity_of_page: self.address(route),
            in_language: self.language(story),
            article_section: &edition.country(story.countries[0]).name,
            is_accessible_for_free: true,
            keywords: story.topics.iter().map(|&topic| &*edition.topics[topic].name).collect(),
            translation_of_work: original
                .map(|(_, original)| Original { address: self.address(&Route::article(&original.slug)) }),
        })
    }

    /// A person, or the newsroom itself.
    fn author<'p>(&'p self, author: &'p Label) -> Author<'p> {
        let name = &*author.name;
        let url = self.address(&Route::author(&*author.slug));
        if name == self.edition.site.title || Language::is_newsroom(name) || is_agency(name) {
            Author::Newsroom(Organization { name, url, logo: None })
        } else {
            Author::Person(Person { name, url })
        }
    }

    fn publisher(&self) -> Organization<'_> {
        let logo = self.edition.has_icon().then(|| self.file("favicon.svg"));
        Organization { name: &self.edition.site.title, url: self.address(&Route::HOME), logo }
    }

    /// The site, whose name search engines show above an address.
    fn site(&self) -> Thing<'_> {
        let site = &self.edition.site;
        Thing::Site(WebSite { name: &site.title, url: self.address(&Route::HOME), in_language: &site.language })
    }

    /// A list of articles, or of countries.
    fn collection<'p>(&'p self, route: &Route, page: &Page, description: &'p str) -> Thing<'p> {
        let listed: Vec<Route> = match (list_of(page), page) {
            (Some(list), _) => list.teasers.iter().map(|teaser| Route::article(&teaser.slug)).collect(),
            (None, Page::Front { .. }) => {
                let front = Layout::of(self.edition);
                front.stories().map(|story| Route::article(&*self.edition.stories[story].slug)).collect()
            }
            (None, Page::Countries { countries }) => {
                countries.iter().map(|counted| Route::country(&counted.country.slug)).collect()
            }
            _ => Vec::new(),
        };
        let items = listed.iter().zip(1..).map(|(route, position)| ListItem { position, url: self.address(route) });
        Thing::List(CollectionPage {
            name: headline(&self.edition.language.words, page, &self.edition.site.title),
            description,
            url: self.address(route),
            in_language: &self.edition.site.language,
            main_entity: ItemList { item_list_element: items.collect() },
        })
    }

    /// The way from the front page to this one.
    fn breadcrumbs<'p>(&'p self, route: &Route, page: &Page) -> Thing<'p> {
        let (edition, words) = (self.edition, &self.edition.language.words);
        let mut way: Vec<(Cow<'p, str>, Route)> = vec![(edition.site.title.as_str().into(), Route::HOME)];
        match route {
            Route::Country { country, .. } => {
                way.push((words.all_countries.into(), Route::Countries));
                if let Some(index) = edition.country_index(country) {
                    way.push((edition.country(index).name.as_str().into(), Route::country(country)));
                }
            }
            Route::Article { slug } | Route::Comments { slug, .. } => {
                if let Some((_, story)) = edition.story(slug) {
                    let country = edition.country(story.countries[0]);
                    way.push((country.name.as_str().into(), Route::country(&country.slug)));
                    way.push((story.title.as_str().into(), Route::article(slug)));
                }
            }
            Route::Topic { topic, .. } => {
                way.extend(edition.topic(topic).map(|topic| ((&*topic.name).into(), Route::topic(&*topic.slug))));
            }
            Route::Author { author, .. } => {
                way.extend(edition.author(author).map(|author| ((&*author.name).into(), Route::author(&*author.slug))));
            }
            Route::Home(_) | Route::Countries => {}
        }
        if way.last().is_none_or(|(_, last)| last != route) {
            way.push((headline(words, page, &edition.site.title).into(), route.clone()));
        }
        let items = way.into_iter().zip(1..).map(|((name, route), position)| Breadcrumb {
            position,
            name,
            item: self.address(&route),
        });
        Thing::Way(BreadcrumbList { item_list_element: items.collect() })
    }

    /// The whole address of what is named from the domain's root.
    fn absolute(&self, src: &str) -> String {
        let path = src.strip_prefix(&self.edition.site.base).unwrap_or(src);
        self.file(path.trim_start_matches('/'))
    }
}
