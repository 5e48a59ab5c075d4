//! The front page looks edited, whatever a newsroom has: a few articles or many, with pictures or without, with headlines of
//! a word or of a paragraph.

use crate::harness::{Ability, Reader, Sight, Site};
use serde_json::{Value, json};

/// Of a word, as usual, and longer than any editor would write.
const HEADLINES: [&str; 5] = [
    "Pluie",
    "Le marché rouvre après trois semaines de travaux",
    "La crue",
    "Après trois années de travaux et deux reports, le grand marché central rouvre enfin ses portes aux commerçantes, qui \
     demandent maintenant de l’eau courante, un toit et des horaires qui tiennent compte de la route",
    "Anticonstitutionnellement, intergouvernementalisations et désinstitutionnalisations",
];
const COUNTRIES: [&str; 6] = ["NE", "ML", "BF", "SN", "TD", "CI"];
const TOPICS: [&str; 2] = ["Économie", "Environnement"];

/// So many articles, the first the newest.
fn articles(count: usize, pictures: bool) -> Vec<Value> {
    let article = |n: usize| {
        let (day, hour) = (28 - n / 20, 23 - n % 20);
        let mut article = json!({
            "title": HEADLINES[(n + 1) % HEADLINES.len()],
            "countries": [COUNTRIES[n * n % COUNTRIES.len()]],
            "topics": [TOPICS[n % TOPICS.len()]],
            "authors": ["La rédaction"],
            "published": format!("2024-01-{day:02}T{hour:02}:00:00+01:00"),
            "body": [{ "type": "paragraph", "text": "Un paragraphe." }],
        });
        if n % 3 != 2 {
            article["standfirst"] =
                "Les étals se remplissent, les quais aussi. La mairie promet l’eau courante.".into();
        }
        if pictures {
            article["image"] = json!({ "src": "media/marche.jpg", "alt": "Un marché" });
        }
        article
    };
    (0..count).map(article).collect()
}

/// What is wrong with the look of a front page, in words.
const LOOK: &str = "
    const size = (one) => parseFloat(getComputedStyle(one).fontSize);
    const box = (one) => one.getBoundingClientRect();
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const wrong = [];
    const [lead] = shown('.lead .headline');
    for (const other of shown('main .headline'))
        if (other !== lead && size(other) >= size(lead)) wrong.push(`as large as the lead: ${other.innerText}`);
    for (const image of shown('main img')) {
        const { width, height } = box(image);
        if (width < 80 || height < 60 || width / height > 2.4) wrong.push(`a picture of ${width} by ${height}`);
    }
    // A column of words that is narrower than a word or two is no column.
    for (const headline of shown('main .headline'))
        if (box(headline).width < 130) wrong.push(`${box(headline).width} px for ${headline.innerText}`);
    // Nothing lies over anything else.
    const blocks = shown('main .words, main .thumb, main .brief');
    for (const [at, one] of blocks.entries())
        for (const other of blocks.slice(at + 1)) {
            const [a, b] = [box(one), box(other)];
            if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                wrong.push(`${one.innerText || 'a picture'} lies over ${other.innerText || 'a picture'}`);
        }
    return wrong;";

#[test]
fn a_front_page_of_any_size_is_laid_out_at_every_width() {
    let mut found = Vec::new();
    for count in [1, 3, 7, 30] {
        for pictures in [true, false] {
            let site = Site::of_articles(&articles(count, pictures));
            let reader = Reader::of(&site);
            reader.visits("/");
            for width in [320, 360, 600, 768, 1024, 1280, 1440] {
                reader.has_width(width);
                let wrong: Vec<String> = reader.script(LOOK);
                let faults = wrong.into_iter().chain(reader.overhang());
                found.extend(faults.map(|fault| format!("{count} at {width} px, pictures {pictures}: {fault}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_front_page_of_any_size_is_open_to_all() {
    let mut found = Vec::new();
    for count in [0, 1, 7, 30] {
        let site = Site::of_articles(&articles(count, count == 7));
        let reader = Reader::of(&site);
        reader.visits("/");
        for (sight, width) in [(Sight::Light, 320), (Sight::Dark, 1440), (Sight::Forced, 768)] {
            if sight == Sight::Forced && !reader.can(Ability::ForcedColours) {
                continue;
            }
            reader.sees_in(sight);
            reader.has_width(width);
            found.extend(reader.barriers().into_iter().map(|fault| format!("{count}, {sight:?}: {fault}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_newspapers_page_has_columns_and_a_telephone_one() {
    let site = Site::of_articles(&articles(30, true));
    let reader = Reader::of(&site);
    reader.visits("/");
    let columns = || -> Vec<f64> {
        reader.script(
            "return ['.lead', '.beside', '.latest'].map((part) => document.querySelector(part).getBoundingClientRect().left)",
        )
    };
    reader.has_width(1440);
    let wide = columns();
    assert!(wide[0] < wide[1] && wide[1] < wide[2], "lead, beside it, the latest: {wide:?}");
    reader.has_width(360);
    let narrow = columns();
    assert!(narrow.iter().all(|left| *left == narrow[0]), "one under the other: {narrow:?}");
}
