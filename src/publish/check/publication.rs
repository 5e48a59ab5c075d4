//! `site.json`, checked, and the order that it gives to an edition's articles.

use super::{
    article::{Filed, Placed, State},
    file::File,
    front::Pins,
    label::Gathering,
    link::path_of,
    thread::Threads,
    values::{base_url, country_code, has_something_to_see, is_web_address},
};
use crate::{
    model::{
        page::{Comments, Country, HUES, Site},
        source::{CommentsSource, SiteSource},
    },
    publish::{
        discovery::{Discovery, is_key},
        edition::Edition,
        locale::{self, Rules, right_to_left},
        picture::Gallery,
        problem::Problem,
        prose::Setting,
    },
    words::Language,
};
use icu::locale::Locale;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    path::{Path, PathBuf},
};

/// `site.json`, checked.
pub(super) struct Publication {
    title: String,
    tagline: String,
    pub(super) language: String,
    pub(super) speech: &'static Language,
    pub(super) base: String,
    pub(super) base_url: String,
    countries: Vec<String>,
    comments: Comments,
    pub(super) discovery: Discovery,
    rules: Rules,
}

impl Publication {
    /// Reads and checks the file; what is wrong with it goes to `problems`. What it says of the front page is given also of an
    /// unsound one.
    pub(super) fn read(path: &Path, other_base_url: Option<&str>, problems: &mut Vec<Problem>) -> (Option<Self>, Pins) {
        if !path.exists() {
            let advice = "there is no site.json here: write one with the publication's title, base_url and time_zone \
                          (`depeche schema site` says what it holds), or name the newsroom's folder with --content";
            problems.push(Problem::of_file(path, advice));
            return (None, Pins::default());
        }
        let mut file = match File::<SiteSource>::read(path, &schemars::schema_for!(SiteSource).to_value()) {
            Ok(file) => file,
            Err(found) => {
                problems.extend(found);
                return (None, Pins::default());
            }
        };
        let front = Pins::of(&mut file);
        let publication = Self::of(&mut file, other_base_url);
        problems.extend(file.problems());
        (publication, front)
    }

    /// What the file says, if it is sound; what is wrong is said to it.
    fn of(file: &mut File<SiteSource>, other_base_url: Option<&str>) -> Option<Self> {
        let source = file.value.clone();
        if !has_something_to_see(&source.title) {
            file.say("/title", "the publication has no title: give it one");
        }
        let language = source.language.parse::<Locale>().ok();
        if language.is_none() {
            file.say("/language", format!("`{}` is not a language tag: write such as `fr` or `ar`", source.language));
        }
        // Which way it is written follows from the words that the site has.
        let speech = language.as_ref().and_then(|language| {
            let own = Language::of(&source.language)?;
            let alike = |own: Locale| right_to_left(&own) == right_to_left(language);
            own.tag.parse().is_ok_and(alike).then_some(own)
        });
        if language.is_some() && speech.is_none() {
            let advice = "is no language that a site can be in: write `fr`, `en`, `ar`, `pt` or `ha`, with a region where \
                          you want one (`pt-MZ`); single articles can be in any language";
            file.say("/language", format!("`{}` {advice}", source.language));
        }
        let language = language.zip(speech).map(|(locale, speech)| locale::of_site(locale, speech));
        let zone = TimeZone::get(&source.time_zone).ok();
        if zone.is_none() {
            let advice = "is not a time zone of the IANA database: write such as `Africa/Niamey`";
            file.say("/time_zone", format!("`{}` {advice}", source.time_zone));
        }
        let address = other_base_url.unwrap_or(&source.base_url);
        let address = base_url(address).map_err(|fault| file.say("/base_url", fault)).ok();
        let mut seen = BTreeSet::new();
        for (index, code) in source.countries.iter().enumerate() {
            let at = format!("/countries/{index}");
            if let Err(fault) = country_code(code) {
                file.say(&at, fault);
            } else if !seen.insert(code) {
                file.say(&at, format!("`{code}` is listed twice: remove one"));
            }
        }
        let comments = match &source.comments {
            CommentsSource::Local {} => Comments::Local,
            CommentsSource::Closed {} => Comments::Closed,
            CommentsSource::Form { action } => {
                if !is_web_address(action) {
                    let advice = "is not the address of a form service: write it whole, with https://";
                    file.say("/comments/action", format!("`{action}` {advice}"));
                }
                Comments::Form(action.clone())
            }
            CommentsSource::Isso { url } => Comments::Isso(server(file, url)),
            CommentsSource::Wordpress { url } => Comments::Wordpress(server(file, url)),
        };
        let discovery = discovery(file, &source);
        let rules = match (&language, zone) {
            (Some(language), Some(zone)) => Rules::new(language, zone)
                .map_err(|_| file.say("/language", format!("nothing is known of the language `{}`", source.language)))
                .ok(),
            _ => None,
        };
        let (base_url, base) = address?;
        let (rules, speech) = rules.filter(|_| file.is_sound()).zip(speech)?;
        let rules = rules.with_dates_of(&source.language, speech);
        let setting = Setting::of_language(&source.language, "");
        Some(Self {
            title: setting.spaced(source.title.trim()),
            tagline: setting.spaced(source.tagline.trim()),
            language: source.language,
            speech,
            base,
            base_url,
            countries: source.countries,
            comments,
            discovery,
            rules,
        })
    }

    /// Whether comments go to WordPress, over its API or its own form, where a thread is known by its post.
    pub(super) fn is_on_wordpress(&self) -> bool {
        match &self.comments {
            Comments::Wordpress(_) => true,
            Comments::Form(action) => action.ends_with("/wp-comments-post.php"),
            _ => false,
        }
    }

    /// Puts the articles in order: by time, by country, by topic and author.
    #[expect(clippy::vec_box, reason = "an article is large, and is moved several times before it has its place")]
    pub(super) fn edition(
        self,
        filed: Vec<Box<Filed>>,
        mut threads: Threads,
        assets: Vec<PathBuf>,
        front: &Pins,
        preview: bool,
    ) -> Edition {
        let drafts = filed.iter().filter(|article| article.state == State::Draft);
        let drafts = drafts.map(|article| article.slug.clone()).collect();
        let mut waiting: Vec<_> = filed.iter().filter(|article| article.state == State::Waiting).collect();
        waiting.sort_by_key(|article| article.time);
        let waiting =
            waiting.into_iter().map(|article| (article.slug.clone(), self.rules.dates.moment(article.time).text));
        let waiting = waiting.collect();
        let (mut published, held_back): (Vec<_>, Vec<_>) =
            filed.into_iter().partition(|article| preview || article.state == State::Public);
        let withheld = withheld(&held_back, &published);
        // The slug decides between articles of one instant, so that the same input always gives the same site.
        published.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| a.slug.cmp(&b.slug)));

        let named: BTreeSet<&String> = published.iter().flat_map(|article| &article.countries).collect();
        let mut codes: Vec<String> = self.countries.iter().filter(|code| named.contains(code)).cloned().collect();
        let mut others: Vec<String> = named.into_iter().filter(|code| !codes.contains(code)).cloned().collect();
        others.sort_by(|a, b| self.rules.compare(&self.rules.country(a), &self.rules.country(b)));
        codes.append(&mut others);
        let place: HashMap<&str, usize> =
            codes.iter().enumerate().map(|(index, code)| (code.as_str(), index)).collect();
        let countries = codes.iter().zip((0..HUES).cycle()).map(|(code, hue)| Country {
            code: code.clone(),
            name: self.rules.country(code),
            slug: self.rules.country_slug(code),
            hue,
        });
        let countries: Vec<Country> = countries.collect();

        let mut by_country = vec![Vec::new(); countries.len()];
        let mut translations: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_slug = HashMap::new();
        let mut newest_change = None;
        let newest = published.first().map(|article| article.time).unwrap_or_default();
        let (mut topics, mut authors) = (Gathering::default(), Gathering::default());
        for (index, article) in published.iter().enumerate() {
            topics.add(index, &article.topics);
            authors.add(index, &article.authors);
        }
        let (topics, authors) = (topics.labels(), authors.labels());
        let mut places = Vec::with_capacity(published.len());
        for (index, article) in published.iter().enumerate() {
            let filed_under: Vec<usize> = article.countries.iter().map(|code| place[code.as_str()]).collect();
            for &country in &filed_under {
                by_country[country].push(index);
            }
            if let Some(original) = &article.translation_of {
                translations.entry(original.clone()).or_default().push(index);
            }
            by_slug.insert(article.slug.clone(), index);
            newest_change = newest_change.max(Some(article.updated.unwrap_or(article.time)));
            places.push((filed_under, threads.take(&article.slug, &self.rules)));
        }
        let stories = published.into_par_iter().zip(places).map(|(article, (countries, comments))| {
            let placed = Placed { language: self.speech, countries, topics: &topics, authors: &authors, newest };
            article.story(placed, comments, &self.rules)
        });
        let stories = stories.collect();
        let own_language = self.speech.press.in_language.with([self.rules.own_language()]);
        let site = Site {
            title: self.title,
            tagline: self.tagline,
            language: self.language,
            base: self.base,
            edition: newest_change.map(|time| self.rules.dates.day(time)),
            countries,
            comments: self.comments,
        };
        // What waits for its time is not there yet.
        let front = front.slugs().filter_map(|slug| by_slug.get(slug).copied()).collect();
        let Self { base_url, discovery, speech: language, .. } = self;
        Edition {
            site,
            language,
            base_url,
            discovery,
            stories,
            front,
            by_country,
            topics,
            authors,
            own_language,
            translations,
            by_slug,
            assets,
            withheld,
            gallery: Gallery::default(),
            drafts,
            waiting,
        }
    }
}

/// The pictures that only articles show which are not published yet: what they show is nobody's business before.
fn withheld(held_back: &[Box<Filed>], published: &[Box<Filed>]) -> HashSet<PathBuf> {
    let shown = |articles: &[Box<Filed>]| -> HashSet<PathBuf> {
        let all = articles.iter().flat_map(|article| {
            let inside = article.body.pictures.iter().map(|(_, placed)| placed);
            article.image.iter().chain(inside).map(|placed| PathBuf::from(&placed.src))
        });
        all.collect()
    };
    let linked = published.iter().flat_map(|article| &article.own_links);
    let linked: HashSet<PathBuf> = linked.filter_map(|link| path_of(&link.address)).map(PathBuf::from).collect();
    let mut withheld = shown(held_back);
    for picture in shown(published).iter().chain(&linked) {
        withheld.remove(picture);
    }
    withheld
}

/// Who is told of the site.
fn discovery(file: &mut File<SiteSource>, source: &SiteSource) -> Discovery {
    if let Some(hub) = source.websub.as_deref().filter(|hub| !is_web_address(hub)) {
        let advice = "is not the address of a WebSub hub: write it whole, with https://";
        file.say("/websub", format!("`{hub}` {advice}"));
    }
    if let Some(key) = source.indexnow.as_deref().filter(|key| !is_key(key)) {
        let advice = "cannot be a key for IndexNow: make one up of 8 to 128 letters a to z, digits and hyphens";
        file.say("/indexnow", format!("`{key}` {advice}"));
    }
    Discovery { websub: source.websub.clone(), indexnow: source.indexnow.clone(), llms: source.llms }
}

/// The address of a comment server, without a last slash.
fn server(file: &mut File<SiteSource>, url: &str) -> String {
    if !is_web_address(url) {
        let advice = "is not the address of a comment server: write it whole, with https://";
        file.say("/comments/url", format!("`{url}` {advice}"));
    }
    url.trim_end_matches('/').into()
}
