//! Files as JSON: how it is written, encoded and nested.

use crate::support::Newsroom;

/// A newsroom whose `site.json` is this text.
fn with_site(text: impl AsRef<[u8]>) -> Newsroom {
    Newsroom::empty().file("site.json", text).article("a.json", |article| article)
}

#[test]
fn an_empty_site_json_is_told_as_such() {
    with_site("").refused().file("site.json", "the file is empty").and_no_more();
    with_site(" \n").refused().file("site.json", "the file is empty").and_no_more();
}

#[test]
fn a_trailing_comma_is_told_where_the_bracket_stands() {
    let refused = with_site("{\n  \"title\": \"Le Journal\",\n  \"time_zone\": \"Africa/Niamey\",\n}\n").refused();
    refused.place("site.json", 4, 1, "trailing comma: remove the comma before this bracket").and_no_more();

    let refused = with_site("{ \"title\": \"Le Journal\", \"countries\": [\"é\", ] }").refused();
    refused.place("site.json", 1, 45, "trailing comma").and_no_more();
}

#[test]
fn a_missing_comma_is_told_behind_it() {
    let refused = with_site("{\n  \"title\": \"Le Journal\"\n  \"tagline\": \"\"\n}\n").refused();
    refused.place("site.json", 3, 3, "a comma is missing before this");
}

#[test]
fn a_comment_in_json_is_an_error() {
    with_site("{\n  // le titre\n  \"title\": \"Le Journal\"\n}")
        .refused()
        .place("site.json", 2, 3, "JSON has no comments, remove it")
        .and_no_more();
}

#[test]
fn what_only_lenient_readers_take_for_json_is_an_error() {
    for (text, line, column, gist) in [
        ("{'title': 'Le Journal'}", 1, 2, "JSON wants double quotes"),
        ("{title: \"Le Journal\"}", 1, 2, "put the field's name in \"quotes\""),
        ("{\n  \"title\": 'Le Journal'\n}", 2, 12, "expected value"),
        ("{\n  \"title\": \"a\nb\"\n}", 3, 1, "a line break inside a text is written \\n"),
        ("{\n  \"title\": \"\\x\"\n}", 2, 14, "invalid escape"),
        ("{\n  \"title\": \"\\ud800\"\n}", 2, 19, "hex escape"),
        ("{\n  \"title\": \"a\"\n} fin", 3, 3, "trailing characters"),
        ("{\n  \"title\": \"a\"\n", 3, 1, "the file is cut off"),
    ] {
        with_site(text).refused().place("site.json", line, column, gist);
    }
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let newsroom = with_site("\u{feff}{\"title\":\"Le Journal\",\"base_url\":\"https://a.org\",\"time_zone\":\"UTC\"}");
    let article = "\u{feff}{\"title\":\"Titre\",\"countries\":[\"NE\"],\"authors\":[\"Awa\"],\
                   \"published\":\"2024-01-16T09:00:00Z\",\"body\":[{\"type\":\"paragraph\",\"text\":\"Bonjour.\"}]}";
    let newsroom = newsroom.file("articles/b.json", article);
    assert_eq!(newsroom.built().article("b").title, "Titre");
}

#[test]
fn places_behind_a_byte_order_mark_are_those_of_an_editors_window() {
    let refused = with_site("\u{feff}{\"title\":\"\",\"base_url\":\"https://a.org\",\"time_zone\":\"UTC\"}").refused();
    refused.place("site.json", 1, 10, "no title").and_no_more();
}

#[test]
fn latin_1_bytes_are_told_where_they_stand() {
    let refused = with_site(b"{\n  \"title\": \"D\xe9p\xeache\"\n}").refused();
    refused
        .place("site.json", 2, 14, "this is not UTF-8 text: save the file again with the encoding UTF-8")
        .and_no_more();
}

#[test]
fn utf_16_is_not_utf_8() {
    let text: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    with_site(text).refused().file("site.json", "not UTF-8").and_no_more();
}

#[test]
fn a_field_that_stands_twice_is_an_error() {
    let text = "{\n  \"title\": \"Un\",\n  \"title\": \"Deux\"\n}";
    let refused = Newsroom::new().file("articles/a.json", text).refused();
    refused.place("articles/a.json", 3, 3, "remove one of the two");
}

#[test]
fn json_that_is_no_object_is_no_article() {
    for text in ["[]", "3", "null", "\"a\""] {
        let refused = Newsroom::new().file("articles/a.json", text).refused();
        refused.file("articles/a.json", "the file must be an object in {braces}, not ").and_no_more();
    }
}

#[test]
fn nesting_without_end_is_an_error_and_not_a_crash() {
    for text in
        ["[".repeat(100_000), "{\"body\":".repeat(100_000), format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))]
    {
        Newsroom::new().file("articles/a.json", text).check().fails().says(&["public/articles/a.json:1:", ": error: "]);
    }
    let deep = format!("{{\"x\": {}{}}}", "[".repeat(120), "]".repeat(120));
    Newsroom::new().file("articles/a.json", deep).check().fails().says(&["unknown field `x`"]);
}
