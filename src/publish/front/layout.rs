//! What stands where on the front page: the editor's choice first, then what an editor would most likely choose. No story
//! stands there twice, and the newest are all there, because the pages behind begin after them.

use crate::publish::{
    edition::{Edition, Label, Story},
    pages::PER_PAGE,
};

/// How many stories stand beside the lead.
const BESIDE: usize = 4;
/// Among how many of the newest stories the lead is looked for, and then those beside it.
const FOR_LEAD: usize = 4;
const FOR_BESIDE: usize = 10;
/// How many lines the list of the newest has, unless more of them have no other place.
const LATEST: usize = 8;
/// How many stories are in a country's band.
const IN_BAND: usize = 3;
/// How many topics there are, and how many stories each has: that many, or the topic is left out.
const TOPICS: usize = 3;
const IN_TOPIC: usize = 4;

/// The front page: indexes into an edition's stories.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// None where there are no stories.
    pub(super) lead: Option<usize>,
    /// In the editor's order.
    pub(super) beside: Vec<usize>,
    /// Newest first.
    pub(super) latest: Vec<usize>,
    /// Countries, in the site's order.
    pub(super) bands: Vec<(usize, Vec<usize>)>,
    /// Topics, the largest first.
    pub(super) topics: Vec<(usize, Vec<usize>)>,
}

impl Layout {
    /// The front page of an edition.
    pub(crate) fn of(edition: &Edition) -> Self {
        let stories = &edition.stories;
        let mut table = Table { edition, taken: vec![false; stories.len()] };
        let mut pins = edition.front.iter().copied();
        let Some(lead) = pins.next().or_else(|| table.lead()) else { return Self::default() };
        table.take(lead);
        let mut beside: Vec<usize> = pins.take(BESIDE).collect();
        beside.iter().for_each(|&story| table.take(story));
        // A small edition keeps some for the list, unless they would all find room here.
        let others = stories.len() - 1;
        let room = if others <= BESIDE { others } else { others.div_ceil(2).min(BESIDE) };
        while beside.len() < room
            && let Some(story) = table.beside(lead, &beside)
        {
            table.take(story);
            beside.push(story);
        }
        let mut latest: Vec<usize> = table.left(0..stories.len()).take(LATEST + IN_BAND + 1).collect();
        let few = latest.len() <= LATEST + IN_BAND;
        if !few {
            latest.truncate(LATEST);
        }
        latest.iter().for_each(|&story| table.take(story));
        let (bands, topics) = if few { Default::default() } else { (table.bands(), table.topics()) };
        // The pages behind begin after the newest.
        latest.extend(table.left(0..PER_PAGE.min(stories.len())));
        latest.sort_unstable();
        Self { lead: Some(lead), beside, latest, bands, topics }
    }

    /// All its stories, in the order of the page.
    pub(crate) fn stories(&self) -> impl Iterator<Item = usize> {
        let grouped = self.bands.iter().chain(&self.topics).flat_map(|(_, stories)| stories);
        self.lead.iter().chain(&self.beside).chain(&self.latest).chain(grouped).copied()
    }
}

/// What is still to be placed.
struct Table<'e> {
    edition: &'e Edition,
    taken: Vec<bool>,
}

impl<'e> Table<'e> {
    fn take(&mut self, story: usize) {
        self.taken[story] = true;
    }

    fn story(&self, story: usize) -> &'e Story {
        &self.edition.stories[story]
    }

    /// Those of some stories that have no place yet.
    fn left(&self, stories: impl IntoIterator<Item = usize>) -> impl Iterator<Item = usize> {
        stories.into_iter().filter(|&story| !self.taken[story])
    }

    /// The same, each in one language and without what is on the page in another one.
    fn new_to_readers(&self, stories: impl IntoIterator<Item = usize>) -> impl Iterator<Item = usize> {
        self.left(stories).filter(|&story| self.edition.is_for_readers_of(None, story) && !self.is_told(story))
    }

    fn is_told(&self, story: usize) -> bool {
        self.edition.versions(self.story(story)).any(|version| self.taken[version])
    }

    /// The newest with a picture among the first few, else the newest; in the site's own language if there is one.
    fn lead(&self) -> Option<usize> {
        let newest = || 0..FOR_LEAD.min(self.edition.stories.len());
        let own = |story: &usize| self.story(*story).language.is_none();
        let pictured = |story: &usize| self.story(*story).image.is_some();
        let led = newest().find(|story| own(story) && pictured(story));
        led.or_else(|| newest().find(own)).or_else(|| newest().next())
    }

    /// The next story beside the lead: the newest from a country that does not stand there yet, else the newest.
    fn beside(&self, lead: usize, beside: &[usize]) -> Option<usize> {
        let all = 0..self.edition.stories.len();
        let filed_under = |story: usize| self.story(story).countries[0];
        let shown = |country| beside.iter().chain([&lead]).any(|&story| filed_under(story) == country);
        let own = || self.new_to_readers(all.clone()).filter(|&story| self.story(story).language.is_none());
        let elsewhere = own().take_while(|&story| story < FOR_BESIDE).find(|&story| !shown(filed_under(story)));
        elsewhere.or_else(|| own().next()).or_else(|| self.left(all.clone()).next())
    }

    /// What is left of each country, if there is more than one country.
    fn bands(&mut self) -> Vec<(usize, Vec<usize>)> {
        let edition = self.edition;
        let mut bands = Vec::new();
        for (country, stories) in edition.by_country.iter().enumerate().filter(|_| edition.by_country.len() > 1) {
            let filed = stories.iter().copied().filter(|&story| self.story(story).countries[0] == country);
            let mut band: Vec<usize> = self.new_to_readers(filed).take(IN_BAND).collect();
            // The one with a picture opens the band.
            if let Some(pictured) = band.iter().position(|&story| self.story(story).image.is_some()) {
                band[..=pictured].rotate_right(1);
            }
            if band.is_empty() {
                continue;
            }
            band.iter().for_each(|&story| self.take(story));
            bands.push((country, band));
        }
        bands
    }

    /// What is left of the largest topics that have enough left.
    fn topics(&mut self) -> Vec<(usize, Vec<usize>)> {
        let edition = self.edition;
        let mut order: Vec<(usize, &Label)> = edition.topics.iter().enumerate().collect();
        // Among equals the order of their slugs stays.
        order.sort_by_key(|(_, topic)| std::cmp::Reverse(topic.stories.len()));
        let mut topics = Vec::new();
        for (index, topic) in order {
            let stories: Vec<usize> = self.new_to_readers(topic.stories.iter().copied()).take(IN_TOPIC).collect();
            if topics.len() == TOPICS || topic.stories.len() < IN_TOPIC {
                break;
            }
            if stories.len() == IN_TOPIC {
                stories.iter().for_each(|&story| self.take(story));
                topics.push((index, stories));
            }
        }
        topics
    }
}
