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
use serde_json::{Value, json};

/// News agencies that articles of the region are taken from, as bylines name them.
const AGENCIES: [&str; 12] =
    ["AFP", "AIB", "AMAP", "ANP", "AP", "APS", "Associated Press", "MAP", "PANA", "Panapress", "Reuters", "Xinhua"];

/// Whether a byline is an agency's and no person's.
fn is_agency(name: &str) -> bool {
    AGENCIES.contains(&name) || name.starts_with("Agence ") || name.ends_with(" News Agency")
}

impl Heads<'_> {
    pub(super) fn linked_data(&self, route: &Route, page: &Page, description: &str) -> Value {
        let own = match route {
            Route::Article { slug } => {
                self.edition.story(slug).map(|(_, story)| self.article(route, page, story, description))
            }
            Route::Comments { .. } => None,
            _ => Some(self.collection(route, page, description)),
        };
        let mut graph: Vec<Value> = own.into_iter().collect();
        match route {
            Route::Home(number) if number.get() == 1 => graph.extend([self.site(), self.publisher()]),
            _ => graph.push(self.breadcrumbs(route, page)),
        }
        json!({ "@context": "https://schema.org", "@graph": graph })
    }

    fn article(&self, route: &Route, page: &Page, story: &Story, description: &str) -> Value {
        let edition = self.edition;
        let shapes = self.story(route).and_then(|(index, _)| self.shares.of_story(index)?.shapes.as_ref());
        let mut pictures: Vec<String> = match shapes {
            Some(shapes) => shapes.iter().map(|path| self.file(path)).collect(),
            None => vec![self.file(self.picture(route, page).0)],
        };
        // The picture as it is, whatever its shape.
        let whole = |placed| edition.gallery.largest(placed, &edition.site.base);
        pictures.extend(story.image.as_ref().map(|placed| self.absolute(&whole(placed).src)));
        let authors: Vec<Value> = story.authors.iter().map(|&author| self.author(&edition.authors[author])).collect();
        let mut article = json!({
            "@type": "NewsArticle",
            "headline": story.title,
            "description": description,
            "image": pictures,
            "datePublished": story.published.iso,
            "dateModified": story.changed().iso,
            "author": authors,
            "publisher": self.publisher(),
            "mainEntityOfPage": self.address(route),
            "inLanguage": self.language(story),
            "articleSection": edition.country(story.countries[0]).name,
            "isAccessibleForFree": true,
        });
        if !story.topics.is_empty() {
            let topics: Vec<&str> = story.topics.iter().map(|&topic| &*edition.topics[topic].name).collect();
            article["keywords"] = json!(topics);
        }
        if let Some((_, original)) = story.translation_of.as_ref().and_then(|slug| edition.story(slug)) {
            article["translationOfWork"] = json!({
                "@type": "NewsArticle",
                "@id": self.address(&Route::article(&original.slug)),
            });
        }
        article
    }

    /// A person, or the newsroom itself.
    fn author(&self, author: &Label) -> Value {
        let name = &author.name;
        let is_newsroom = *name == self.edition.site.title || Language::is_newsroom(name) || is_agency(name);
        json!({
            "@type": if is_newsroom { "Organization" } else { "Person" },
            "name": name,
            "url": self.address(&Route::author(&*author.slug)),
        })
    }

    fn publisher(&self) -> Value {
        let site = &self.edition.site;
        let mut publisher = json!({
            "@type": "Organization",
            "name": site.title,
            "url": self.address(&Route::HOME),
        });
        if self.edition.has_icon() {
            publisher["logo"] = json!(self.file("favicon.svg"));
        }
        publisher
    }

    /// The site, whose name search engines show above an address.
    fn site(&self) -> Value {
        json!({
            "@type": "WebSite",
            "name": self.edition.site.title,
            "url": self.address(&Route::HOME),
            "inLanguage": self.edition.site.language,
        })
    }

    /// A list of articles, or of countries.
    fn collection(&self, route: &Route, page: &Page, description: &str) -> Value {
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
        let items = listed
            .iter()
            .zip(1..)
            .map(|(route, position)| json!({ "@type": "ListItem", "position": position, "url": self.address(route) }));
        json!({
            "@type": "CollectionPage",
            "name": headline(&self.edition.language.words, page, &self.edition.site.title),
            "description": description,
            "url": self.address(route),
            "inLanguage": self.edition.site.language,
            "mainEntity": { "@type": "ItemList", "itemListElement": items.collect::<Vec<_>>() },
        })
    }

    /// The way from the front page to this one.
    fn breadcrumbs(&self, route: &Route, page: &Page) -> Value {
        let site = &self.edition.site.title;
        let mut way = vec![(site.clone(), Route::HOME)];
        match route {
            Route::Country { country, .. } => {
                way.push((self.edition.language.words.all_countries.into(), Route::Countries));
                if let Some(index) = self.edition.country_index(country) {
                    way.push((self.edition.country(index).name.clone(), Route::country(country)));
                }
            }
            Route::Article { slug } | Route::Comments { slug, .. } => {
                if let Some((_, story)) = self.edition.story(slug) {
                    let country = self.edition.country(story.countries[0]);
                    way.push((country.name.clone(), Route::country(&country.slug)));
                    way.push((story.title.clone(), Route::article(slug)));
                }
            }
            Route::Topic { topic, .. } => {
                way.extend(self.edition.topic(topic).map(|topic| (topic.name.clone(), Route::topic(&*topic.slug))));
            }
            Route::Author { author, .. } => {
                way.extend(
                    self.edition.author(author).map(|author| (author.name.clone(), Route::author(&*author.slug))),
                );
            }
            Route::Home(_) | Route::Countries => {}
        }
        if way.last().is_none_or(|(_, last)| last != route) {
            way.push((headline(&self.edition.language.words, page, site), route.clone()));
        }
        let items = way.iter().zip(1..).map(|((name, route), position)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": self.address(route) })
        });
        json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
    }

    /// The whole address of what is named from the domain's root.
    fn absolute(&self, src: &str) -> String {
        let path = src.strip_prefix(&self.edition.site.base).unwrap_or(src);
        self.file(path.trim_start_matches('/'))
    }
}
