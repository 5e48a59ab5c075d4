//! Articles that look like French and are the same on every machine: text that compresses and wraps as text does.

use fastrand::Rng;

/// Words in the text of an article.
pub(super) const WORDS: usize = 600;

const COUNTRIES: [&str; 16] =
    ["NE", "ML", "BF", "SN", "CI", "TD", "CM", "BJ", "TG", "MR", "MA", "GN", "GA", "CD", "MG", "DJ"];

const TOPICS: [&str; 12] = [
    "Agriculture",
    "Culture",
    "Diplomatie",
    "Économie",
    "Éducation",
    "Énergie",
    "Environnement",
    "Histoire",
    "Justice",
    "Santé",
    "Sciences",
    "Sport",
];

const AUTHORS: [&str; 8] = [
    "Aïssata Koné",
    "Moussa Traoré",
    "Fatou Ndiaye",
    "Ibrahim Sawadogo",
    "Mariam Adamou",
    "Jean Mbarga",
    "Khadija Alami",
    "La rédaction",
];

/// Function words, which make half of a text.
const SMALL: &str = "de la le les et des en un une du à dans que qui pour sur au par avec ne pas plus se ce il elle on \
    ont est sont été cette ces leur leurs mais ou où son sa ses d’une l’on entre sous depuis sans selon aussi comme";

/// Words with a meaning.
const LARGE: &str = "fleuve village marché récolte saison pluie école route région ministre projet réunion travail eau \
    énergie capitale frontière population commerce artisan musique mémoire histoire archive médecin hôpital campagne \
    enfant famille femme jeune ancien nouveau grand petit premier dernier important public local national régional \
    agricole scientifique économique culturel annoncer construire ouvrir partager soutenir apprendre transmettre vendre \
    acheter cultiver irriguer réparer inaugurer présenter expliquer rappeler souligner préparer accueillir développer \
    coopérative association université laboratoire bibliothèque musée théâtre festival tournoi équipe victoire \
    chercheur enseignant agriculteur éleveur pêcheur commerçant journaliste habitant voisin visiteur partenaire \
    programme accord budget financement investissement infrastructure transport chemin port aéroport pont barrage \
    forêt désert savane montagne vallée littoral île lac rivière source puits climat sécheresse température vent \
    mil sorgho riz maïs coton cacao café arachide mangue karité bétail poisson lait semence engrais grenier \
    lendemain matinée semaine mois année décennie siècle moitié dizaine centaine millier million kilomètre hectare tonne";

/// A part of an article's text.
pub(super) enum Block {
    /// Inline Markdown.
    Paragraph(String),
    /// A heading inside the text.
    Heading(String),
    /// What somebody has said.
    Quote(String),
}

/// An article before it is written for one publisher or another.
pub(super) struct Article {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) standfirst: String,
    pub(super) countries: Vec<&'static str>,
    pub(super) topic: &'static str,
    pub(super) author: &'static str,
    /// RFC 3339.
    pub(super) published: String,
    pub(super) body: Vec<Block>,
}

/// That many articles, one after the other: they are never all in memory.
pub(super) fn generate(count: usize) -> impl Iterator<Item = Article> {
    let words = Words { small: SMALL.split_whitespace().collect(), large: LARGE.split_whitespace().collect() };
    (0..count).map(move |index| article(index, &words))
}

fn article(index: usize, words: &Words) -> Article {
    let mut rng = Rng::with_seed(index as u64);
    let first = index % COUNTRIES.len();
    let mut countries = vec![COUNTRIES[first]];
    if rng.u8(..4) == 0 {
        countries.push(COUNTRIES[(first + 1 + rng.usize(..COUNTRIES.len() - 1)) % COUNTRIES.len()]);
    }
    // An article an hour, in months of 28 days, from 2020 on.
    let (hour, day, month, year) = (index % 24, index / 24 % 28 + 1, index / 672 % 12 + 1, 2020 + index / 8064);
    Article {
        slug: format!("article-{index:05}"),
        title: words.sentence(&mut rng, 9).trim_end_matches('.').to_owned(),
        standfirst: words.sentence(&mut rng, 22),
        countries,
        topic: TOPICS[rng.usize(..TOPICS.len())],
        author: AUTHORS[rng.usize(..AUTHORS.len())],
        published: format!("{year}-{month:02}-{day:02}T{hour:02}:00:00+01:00"),
        body: body(index, &mut rng, words),
    }
}

/// Ten blocks of 600 words in all: eight paragraphs, a heading, a quotation.
fn body(index: usize, rng: &mut Rng, words: &Words) -> Vec<Block> {
    const HEADING: usize = 5;
    const QUOTE: usize = 27;
    const PARAGRAPH: usize = (WORDS - HEADING - QUOTE) / 8;
    let mut blocks: Vec<Block> = (0..8).map(|_| Block::Paragraph(words.paragraph(rng, PARAGRAPH))).collect();
    if let Some(Block::Paragraph(text)) = blocks.get_mut(1) {
        *text = text.replacen(' ', " *", 1).replacen('.', "*.", 1);
    }
    if let Some(Block::Paragraph(text)) = blocks.get_mut(2) {
        *text = text.replacen(' ', &format!("](https://example.net/source/{index}) "), 1);
        text.insert(0, '[');
    }
    blocks.insert(3, Block::Heading(words.sentence(rng, HEADING).trim_end_matches('.').to_owned()));
    blocks.insert(6, Block::Quote(words.paragraph(rng, QUOTE)));
    blocks
}

struct Words {
    small: Vec<&'static str>,
    large: Vec<&'static str>,
}

impl Words {
    /// Frequent words come more often than others, as in a language.
    fn word(&self, rng: &mut Rng) -> &'static str {
        let list = if rng.bool() { &self.small } else { &self.large };
        let rarest = rng.usize(..list.len());
        list[rng.usize(..=rarest)]
    }

    fn sentence(&self, rng: &mut Rng, length: usize) -> String {
        let mut text = String::new();
        for index in 0..length {
            let word = self.word(rng);
            if index == 0 {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
                continue;
            }
            text.push_str(if index % 7 == 6 { ", " } else { " " });
            text.push_str(word);
        }
        text + "."
    }

    fn paragraph(&self, rng: &mut Rng, mut length: usize) -> String {
        let mut sentences = Vec::new();
        while length > 0 {
            // No rest of fewer than eight words.
            let next = rng.usize(8..20);
            let next = if length < next + 8 { length } else { next };
            sentences.push(self.sentence(rng, next));
            length -= next;
        }
        sentences.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(article: &Article) -> String {
        let text = |block: &Block| match block {
            Block::Paragraph(text) | Block::Heading(text) | Block::Quote(text) => text.clone(),
        };
        article.body.iter().map(text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_article_has_six_hundred_words() {
        for article in generate(50) {
            assert_eq!(text(&article).split_whitespace().count(), WORDS, "{}", article.slug);
        }
    }

    #[test]
    fn the_same_articles_come_every_time() {
        let again = |()| generate(20).map(|article| text(&article)).collect::<Vec<_>>();
        assert_eq!(again(()), again(()));
        assert_ne!(again(())[0], again(())[1]);
    }
}
