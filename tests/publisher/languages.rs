//! A site in each of its languages: it says nothing in another one, and marks what is in another one.

use crate::support::{Fields, Newsroom};
use depeche::{publish::draft, words::Language};
use serde_json::json;
use std::path::Path;

/// Words of French that stand in no other of the languages, nor in addresses.
const FRENCH: [&str; 34] = [
    "Aller",
    "Pays",
    "Toute",
    "Dernières",
    "Aucun",
    "Plus anciens",
    "Publié",
    "Mis à jour",
    "Sujet",
    "Lire la",
    "À lire",
    "introuvable",
    "Réessayer",
    "hors connexion",
    "Recharger",
    " commentaire",
    "Commentaire",
    "Laisser",
    "votre",
    "obligatoires",
    "E-mail",
    "Répondre",
    "Supprimer",
    "brouillon",
    "lecture",
    "Rectificatif",
    "Tableau",
    "Partager",
    "Copier",
    "Apparence",
    "Taille",
    "Erreur",
    "janvier",
    "Les pays",
];

/// The Arabic newsroom of the tests.
fn arabic() -> Newsroom {
    Newsroom::with_content(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsrooms/arabic"))
}

/// A newsroom in a language that uses all that a site can say: lists of several pages, topics, corrections, a table, a thread
/// of several pages.
fn busy(language: &str) -> Newsroom {
    let newsroom = Newsroom::new().site(|site| {
        site.set("language", language).set("comments", json!({ "backend": "isso", "url": "https://isso.example" }))
    });
    let many = (0..22).fold(newsroom, |newsroom, number| {
        newsroom.article(&format!("x{number}.json"), |article| article.title(&format!("X {number}")).authors(&["Awa"]))
    });
    let comment = |id: u64| {
        let (minute, second) = (id / 60, id % 60);
        json!({ "id": id, "author": "", "published": format!("2024-01-16T10:{minute:02}:{second:02}Z"), "html": "<p>X</p>" })
    };
    let thread = json!({ "thread": "/article/a/", "comments": (1..=120).map(comment).collect::<Vec<_>>() });
    many.file("comments/a.json", thread.to_string()).article("a.json", |article| {
        article
            .authors(&["Awa"])
            .topics(&["X"])
            .set("updated", "2024-01-17T08:00:00Z")
            .set("corrections", json!([{ "date": "2024-01-17T08:00:00Z", "text": "X." }]))
            .set("body", json!([{ "type": "table", "head": ["X"], "rows": [["1"]] }]))
    })
}

#[test]
fn a_site_in_another_language_has_no_french_word() {
    for tag in ["en", "ar", "pt", "ha"] {
        let newsroom = busy(tag);
        let tree = newsroom.built().tree();
        let mut pages = 0;
        for path in tree.paths() {
            let Some(text) =
                path.to_str().and_then(|path| tree.get(path)).and_then(|content| std::str::from_utf8(content).ok())
            else {
                continue;
            };
            // The title of the newsroom is its own, and addresses are French in all languages.
            let found: Vec<_> = FRENCH.iter().filter(|word| text.contains(**word)).collect();
            assert!(found.is_empty(), "{} in {tag}: {found:?}", path.display());
            pages += usize::from(path.extension().is_some_and(|extension| extension == "html"));
        }
        assert!(pages > 25, "{tag}: lists, articles and a thread of several pages");
    }
}

#[test]
fn a_site_in_french_has_all_these_words() {
    let newsroom = busy("fr");
    let tree = newsroom.built().tree();
    let all: String = tree.paths().filter_map(|path| std::str::from_utf8(tree.get(path.to_str()?)?).ok()).collect();
    for word in FRENCH {
        assert!(all.contains(word), "{word}: or the search for it in other languages proves nothing");
    }
}

#[test]
fn the_apps_script_has_the_words_of_its_site_and_of_no_other() {
    for language in Language::ALL {
        let newsroom = busy(language.tag);
        let boot = newsroom.built().page("/").with_id("boot").expect("a boot script");
        let script = |attribute: &str| {
            let path = boot.attribute(attribute).expect("it names its files");
            std::fs::read_to_string(newsroom.out().join(&path[1..])).expect("it was written")
        };
        let glue = script("data-glue");
        assert!(glue.starts_with("globalThis.depecheWords=\"") && glue.ends_with("\";\n/* glue */"), "{glue}");
        for other in Language::ALL {
            let own = other.tag == language.tag;
            assert_eq!(glue.contains(other.words.comment_missing), own, "{} in {}", other.tag, language.tag);
            assert_eq!(script("src").contains(other.press.link_copied), own, "{} in {}", other.tag, language.tag);
        }
    }
}

#[test]
fn an_arabic_site_runs_from_right_to_left_and_counts_as_arabic_does() {
    let newsroom = arabic();
    let site = newsroom.built();
    for address in ["/", "/pays/", "/article/lac-tchad/"] {
        let html = site.page(address).one("html");
        assert_eq!((html.attribute("lang").as_deref(), html.attribute("dir").as_deref()), (Some("ar"), Some("rtl")));
    }
    let article = site.article("lac-tchad");
    assert_eq!(article.published.text, "16 يناير 2024 في 09:00");
    let countries = site.page("/pays/").one("main");
    for count in ["مقال واحد", "مقالان"] {
        assert!(countries.text().contains(count), "{count}: {}", countries.text());
    }
    assert!(site.page("/article/lac-tchad/").one("main").text().contains("مدة القراءة: دقيقة واحدة"));
}

#[test]
fn an_article_in_another_language_is_marked_in_lists_and_runs_its_own_way() {
    let newsroom = arabic();
    let site = newsroom.built();
    let home = site.page("/");
    let teasers = home.all("article");
    let teaser = |title: &str| teasers.iter().find(|teaser| teaser.text().contains(title)).expect("it is on the page");
    let (french, own) = (teaser("Le Niger"), teaser("تمبكتو"));
    let headline = french.all("h2").into_iter().chain(french.all("h3")).next().expect("a headline");
    assert_eq!(
        (headline.attribute("lang").as_deref(), headline.attribute("dir").as_deref()),
        (Some("fr"), Some("ltr"))
    );
    assert!(french.text().contains("(بالفرنسية)"), "{}", french.text());
    assert!(teaser("Great Zimbabwe").text().contains("(بالإنجليزية)"));
    assert!(
        own.all("small").is_empty()
            && own.all("h2").iter().chain(&own.all("h3")).all(|h| h.attribute("lang").is_none())
    );
    let story = site.page("/article/fleuve/").all("article")[0].clone();
    assert_eq!((story.attribute("lang").as_deref(), story.attribute("dir").as_deref()), (Some("fr"), Some("ltr")));
    // Around an Arabic article, as what leads on from it.
    let onward = site.page("/article/nil/");
    let link = onward.all("li").into_iter().find(|item| item.text().contains("Le Niger")).expect("what is related");
    let way = &link.all("a")[0];
    assert_eq!((way.attribute("lang").as_deref(), way.attribute("dir").as_deref()), (Some("fr"), Some("ltr")));
    assert!(link.text().contains("(بالفرنسية)"));
}

#[test]
fn the_mark_is_in_the_sites_own_words() {
    let mark = |site: &'static str, article: &'static str| {
        let newsroom = Newsroom::new()
            .site(|fields| fields.set("language", site))
            .article("a.json", |fields| fields.set("language", article));
        let found = newsroom.built().page("/").all("small").first().map(|mark| mark.text());
        found.unwrap_or_default()
    };
    for (site, article, expected) in [
        ("fr", "ar", "(en arabe)"),
        ("fr", "ff-Adlm", "(en peul)"),
        ("en", "fr", "(in French)"),
        ("pt", "en", "(em inglês)"),
        ("ha", "fr", "(da Faransanci)"),
        ("fr-NE", "fr", ""),
        ("fr", "fr-CA", ""),
    ] {
        assert_eq!(mark(site, article), expected, "{article} on a site in {site}");
    }
}

#[test]
fn a_site_in_a_language_without_words_is_refused() {
    let with =
        |tag: &str| Newsroom::new().site(|site: Fields| site.set("language", tag)).article("a.json", |article| article);
    for tag in ["sw", "es", "ha-Arab", "ff"] {
        let refused = with(tag).refused();
        let fault = format!("`{tag}` is no language that a site can be in: write `fr`, `en`, `ar`, `pt` or `ha`");
        refused.at("site.json", &format!("\"{tag}\""), &fault).and_no_more();
    }
    for tag in ["fr-NE", "ar-TD", "pt-MZ", "en-GH", "ha-Latn-NG"] {
        with(tag).check().succeeds();
    }
}

#[test]
fn a_new_article_speaks_the_language_of_its_newsroom() {
    let newsroom = arabic();
    assert_eq!(draft::language(&newsroom.folder().join("public")).tag, "ar");
    let now = "2024-01-16T09:00:00+01:00[Africa/Ndjamena]".parse().expect("a time");
    let draft =
        draft::article("Tchad", "TD", &now, draft::language(&newsroom.folder().join("public"))).expect("a draft");
    assert!(draft.json.contains("هيئة التحرير") && !draft.json.contains("rédaction"), "{}", draft.json);
}
