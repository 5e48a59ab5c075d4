use super::*;
use crate::publish::prose::escape;
use jiff::Timestamp;

fn french() -> Rules {
    let zone = TimeZone::get("Africa/Niamey").expect("the time zone database is bundled");
    Rules::new(&locale!("fr"), zone).expect("CLDR has French")
}

#[test]
fn dates_are_french_and_in_the_sites_time_zone() {
    let rules = french();
    let time: Timestamp = "2024-01-15T23:30:00Z".parse().expect("a timestamp");
    assert_eq!(rules.dates.moment(time).text, "16 janvier 2024 à 00:30");
    assert_eq!(rules.dates.moment(time).iso, "2024-01-16T00:30:00+01:00");
    assert_eq!(rules.dates.day(time).text, "mardi 16 janvier 2024");
}

#[test]
fn french_months_begin_on_the_premier() {
    let time = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
    let first = time("2026-11-01T09:00:00Z");
    let rules = french();
    assert_eq!(rules.dates.moment(first).text, "1er novembre 2026 à 10:00");
    assert_eq!(rules.dates.day(first).text, "dimanche 1er novembre 2026");
    assert_eq!(rules.dates.brief(first, time("2026-11-02T09:00:00Z")), "1er nov.");
    assert_eq!(rules.dates.brief(first, time("2027-11-02T09:00:00Z")), "1er nov. 2026");
    assert_eq!(rules.dates.day(time("2026-11-11T09:00:00Z")).text, "mercredi 11 novembre 2026");
    assert_eq!(self::rules("en").dates.day(first).text, "Sunday, 1 November 2026");
    assert_eq!(self::rules("pt").dates.moment(first).text, "1 de novembro de 2026 às 10:00");
}

/// The rules of a site's language, at Niamey.
fn rules(tag: &str) -> Rules {
    let language = words::Language::of(tag).expect("a site can be in it");
    let zone = TimeZone::get("Africa/Niamey").expect("the time zone database is bundled");
    let rules = Rules::new(&of_site(tag.parse().expect("a tag"), language), zone).expect("CLDR has the language");
    rules.with_dates_of(tag, language)
}

#[test]
fn lists_say_the_hour_of_the_newest_day_and_the_date_of_others() {
    let rules = french();
    let brief = |time: &str| {
        let newest = "2024-01-16T09:00:00+01:00".parse().expect("a time");
        rules.dates.brief(time.parse().expect("a time"), newest)
    };
    assert_eq!(brief("2024-01-16T09:00:00+01:00"), "09:00");
    assert_eq!(brief("2024-01-15T23:05:00Z"), "00:05", "the day is that of the site's time zone");
    assert_eq!(brief("2024-01-15T22:59:00Z"), "15 janv.");
    assert_eq!(brief("2023-12-31T22:59:00Z"), "31 déc. 2023");
}

#[test]
fn the_app_writes_dates_as_the_publisher_does() {
    for tag in ["fr", "en", "ar", "pt", "ha", "fr-CA", "en-US", "ar-MA", "pt-BR", "pt-MZ", "fr-CH"] {
        let rules = rules(tag);
        let calendar = calendar(tag, words::Language::of(tag).expect("a site can be in it"));
        let calendar = calendar.each_ref().map(String::as_str);
        for (month, number) in (1..=12).zip(0..) {
            for (day, hour, minute) in [(5, 8, 9), (15, 18, 0), (1, 0, 59)] {
                let time = format!("2024-{month:02}-{day:02}T{hour:02}:{minute:02}:00+01:00").parse().expect("a time");
                let moment = words::carried::moment_of(&calendar, [day, number, 2024, hour, minute]);
                assert_eq!(moment, rules.dates.moment(time).text, "{tag}");
            }
        }
    }
}

#[test]
fn each_language_has_its_own_dates_names_lists_and_order() {
    let time: Timestamp = "2024-01-15T23:30:00Z".parse().expect("a timestamp");
    let of = |tag: &str| {
        let rules = rules(tag);
        let list = rules.list(&["Awa", "Bintou", "Musa"]).to_string();
        let french = locale!("fr");
        let language = rules.language(&french).unwrap_or("-").to_owned();
        [
            rules.dates.moment(time).text,
            rules.dates.day(time).text,
            rules.country("KE"),
            rules.country("CI"),
            list,
            language,
        ]
    };
    let expected = [
        [
            "fr",
            "16 janvier 2024 à 00:30",
            "mardi 16 janvier 2024",
            "Kenya",
            "Côte d’Ivoire",
            "Awa, Bintou et Musa",
            "-",
        ],
        [
            "en",
            "16 January 2024 at 00:30",
            "Tuesday, 16 January 2024",
            "Kenya",
            "Côte d’Ivoire",
            "Awa, Bintou and Musa",
            "French",
        ],
        [
            "ar",
            "16 يناير 2024 في 00:30",
            "الثلاثاء، 16 يناير 2024",
            "كينيا",
            "ساحل العاج",
            "Awa وBintou وMusa",
            "الفرنسية",
        ],
        [
            "pt",
            "16 de janeiro de 2024 às 00:30",
            "terça-feira, 16 de janeiro de 2024",
            "Quénia",
            "Côte d’Ivoire (Costa do Marfim)",
            "Awa, Bintou e Musa",
            "francês",
        ],
        [
            "ha",
            "16 ga Janairu, 2024 da 00:30",
            "Talata, 16 ga Janairu, 2024",
            "Kenya",
            "Aibari Kwas",
            "Awa, Bintou, da Musa",
            "Faransanci",
        ],
    ];
    for [tag, expected @ ..] in expected {
        assert_eq!(of(tag), expected, "{tag}");
    }
    // Each by the alphabet of its own.
    let sorted = |tag: &str, mut names: Vec<&'static str>| {
        let rules = rules(tag);
        names.sort_by(|a, b| rules.compare(a, b));
        names
    };
    assert_eq!(sorted("ar", vec!["ليبيا", "الجزائر", "تشاد", "بنين"]), ["الجزائر", "بنين", "تشاد", "ليبيا"]);
    assert_eq!(
        sorted("ha", vec!["ɗaya", "duka", "zai", "dutse", "ƙasa", "kwai"]),
        ["duka", "dutse", "ɗaya", "kwai", "ƙasa", "zai"]
    );
    assert_eq!(sorted("pt", vec!["Zâmbia", "África", "Angola"]), ["África", "Angola", "Zâmbia"]);
}

#[test]
fn names_and_lists_are_french() {
    let rules = french();
    assert_eq!(rules.country("CI"), "Côte d’Ivoire");
    assert_eq!(rules.country_slug("CI"), "cote-d-ivoire");
    assert_eq!(rules.country_slug("TD"), "tchad");
    assert_eq!(rules.list(&["Awa", "Bintou", "Chérif"]).to_string(), "Awa, Bintou et Chérif");
    assert_eq!(rules.list(&["Awa"]).to_string(), "Awa");
    assert_eq!(rules.compare("Égypte", "Eswatini"), Ordering::Less);
}

#[test]
fn a_phrase_knows_which_of_its_words_are_names() {
    let phrase = french().list(&["Awa, et", "et", "<b>"]);
    let html = phrase.html(|place, name| format!("[{place} {}]", escape(name)));
    assert_eq!(html, "[0 Awa, et], [1 et] et [2 &lt;b&gt;]");
}

#[test]
fn a_conjunction_follows_the_name_behind_it() {
    let spanish = Rules::new(&locale!("es"), TimeZone::UTC).expect("CLDR has Spanish");
    assert_eq!(spanish.list(&["Awa", "Idrissa"]).to_string(), "Awa e Idrissa");
}

#[test]
fn arabic_runs_from_right_to_left() {
    assert!(right_to_left(&locale!("ar")));
    assert!(!right_to_left(&locale!("ha")));
}
