//! Holds a JSON file against the schema of the Rust type it is read into, and names every place where it differs.
//!
//! `serde` stops at the first mistake; an editor wants to see all of them. This runs only once `serde` has refused a
//! file, so a sound newsroom pays nothing for it. It understands what `schemars` writes for the types of
//! [`crate::model::source`], no more.

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, Value},
    common::Ranged,
    parse_to_ast,
};
use serde_json::Value as Schema;
use std::ops::Range;

/// A mistake, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// The byte of the text.
    pub(crate) byte: usize,
    /// What is wrong and what to do.
    pub(crate) message: String,
    /// The RFC 6901 pointer of the value that is wrong or missing.
    pub(crate) pointer: String,
    /// How the rest of the file can be read in spite of it.
    pub(crate) mend: Mend,
}

/// What is done about a mistake to read the rest of the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Mend {
    /// The value is left out.
    Remove,
    /// Another value stands in for it.
    Put(Schema),
    /// Nothing: the rest can be read.
    Nothing,
}

/// Every mistake of shape in a text that is JSON; none as well where the text is no JSON at all.
pub(crate) fn mistakes(text: &str, schema: &Schema) -> Vec<Mistake> {
    let Some(value) = parse(text) else { return Vec::new() };
    let mut walk = Walk { root: schema, at: String::new(), found: Vec::new() };
    walk.value(&value, schema, "");
    walk.found
}

/// The JSON of a text with every mistake taken out, so that what else is wrong can be told as well.
pub(crate) fn without(text: &str, mistakes: &[Mistake]) -> Option<Schema> {
    let mut json: Schema = serde_json::from_str(text).ok()?;
    for Mistake { pointer, mend, .. } in mistakes {
        let (parent, name) = pointer.rsplit_once('/')?;
        let parent = json.pointer_mut(parent)?;
        match (parent, mend) {
            (_, Mend::Nothing) => {}
            (Schema::Object(fields), Mend::Put(value)) => drop(fields.insert(unescaped(name), value.clone())),
            (Schema::Object(fields), Mend::Remove) => drop(fields.remove(&unescaped(name))),
            (Schema::Array(items), Mend::Put(value)) => *items.get_mut(name.parse::<usize>().ok()?)? = value.clone(),
            _ => return None,
        }
    }
    Some(json)
}

/// The bytes where the values of RFC 6901 pointers begin, or the nearest values around them that exist.
pub(crate) fn bytes_of<'p>(text: &str, pointers: impl Iterator<Item = &'p str>) -> Vec<usize> {
    bytes_of_parts(text, pointers.map(|pointer| (pointer, "")))
}

/// The bytes where parts of such values stand for the first time. A part that is not found as it is, because JSON writes one of its characters
/// otherwise, is its value.
pub(crate) fn bytes_of_parts<'p>(text: &str, places: impl Iterator<Item = (&'p str, &'p str)>) -> Vec<usize> {
    let value = parse(text);
    let byte = |(pointer, part)| {
        let Range { start, end } = value.as_ref().map_or(0..0, |value| range_of(value, pointer));
        start + text[start..end].find(part).unwrap_or_default()
    };
    places.map(byte).collect()
}

fn range_of(value: &Value, pointer: &str) -> Range<usize> {
    let mut at = value;
    for step in pointer.split('/').skip(1) {
        let next = match at {
            Value::Object(object) => object.get(step).map(|property| &property.value),
            Value::Array(array) => step.parse::<usize>().ok().and_then(|index| array.elements.get(index)),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at.start()..at.end()
}

fn parse(text: &str) -> Option<Value<'_>> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_extended_string_escapes: false,
        allow_non_finite_numbers: false,
    };
    parse_to_ast(text, &CollectOptions::default(), &strict).ok()?.value
}

struct Walk<'a> {
    root: &'a Schema,
    /// The pointer of the value that is looked at.
    at: String,
    found: Vec<Mistake>,
}

impl<'a> Walk<'a> {
    fn say(&mut self, byte: usize, message: String, mend: Mend) {
        self.found.push(Mistake { byte, message, pointer: self.at.clone(), mend });
    }

    /// Looks at something inside the current value.
    fn inside<T>(&mut self, step: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.at.len();
        self.at.push('/');
        self.at.push_str(&step.replace('~', "~0").replace('/', "~1"));
        let seen = look(self);
        self.at.truncate(length);
        seen
    }

    /// `name` is the field that holds the value, for the message; empty for the file itself.
    fn value(&mut self, value: &Value, schema: &'a Schema, name: &str) {
        let schema = self.resolve(schema, value);
        if let Some(variants) = schema["oneOf"].as_array() {
            return self.variant(value, variants, name);
        }
        match (value, kind(schema)) {
            (Value::Object(object), Some("object")) => self.object(object, schema),
            (Value::Array(array), Some("array")) => {
                for (index, element) in array.elements.iter().enumerate() {
                    self.inside(&index.to_string(), |walk| walk.value(element, &schema["items"], name));
                }
            }
            (value, Some(expected)) if !accepts(schema, value) => {
                let found = described(value);
                let message = format!("{} must be {}, not {found}", self.subject(name), article(expected));
                self.say(value.start(), message, Mend::Put(neutral(schema)));
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &Object, schema: &'a Schema) {
        let Some(known) = schema["properties"].as_object() else { return };
        for (index, property) in object.properties.iter().enumerate() {
            let name = property.name.as_str();
            if object.properties[..index].iter().any(|earlier| earlier.name.as_str() == name) {
                let message = format!("the field `{name}` stands here a second time: remove one of the two");
                self.inside(name, |walk| walk.say(property.name.start(), message, Mend::Nothing));
                continue;
            }
            match known.get(name) {
                Some(schema) => self.inside(name, |walk| walk.value(&property.value, schema, name)),
                None => {
                    let names: Vec<&str> = known.keys().map(String::as_str).filter(|name| *name != "$schema").collect();
                    let hint = nearest(name, &names).unwrap_or_else(|| format!("; known are {}", listed(&names)));
                    let message = format!("unknown field `{name}`{hint}");
                    self.inside(name, |walk| walk.say(property.name.start(), message, Mend::Remove));
                }
            }
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str) {
            if object.get(name).is_none() && known.contains_key(name) {
                let means = known.get(name).and_then(|field| field["description"].as_str()).map(first_line);
                let means = means.map(|text| format!(" ({text})")).unwrap_or_default();
                let message = format!("the field `{name}` is missing: add it{means}");
                let instead = self.neutral_of(&known[name]);
                self.inside(name, |walk| walk.say(object.start(), message, Mend::Put(instead)));
            }
        }
    }

    /// An enum: a word out of a list, or an object whose tag is one.
    fn variant(&mut self, value: &Value, variants: &'a [Schema], name: &str) {
        let words = |of: &'a Schema| -> Vec<&'a str> {
            let list = of["enum"].as_array().into_iter().flatten().filter_map(Schema::as_str);
            list.chain(of["const"].as_str()).collect()
        };
        if let Some((tag, _)) = variants.first().and_then(tag_of) {
            let instead = Mend::Put(variants.first().map(neutral).unwrap_or_default());
            let Value::Object(object) = value else {
                let message = format!("{} must be an object, not {}", self.subject(name), described(value));
                return self.say(value.start(), message, instead);
            };
            let known: Vec<&str> = variants.iter().filter_map(tag_of).map(|(_, word)| word).collect();
            let Some(property) = object.get(tag) else {
                let message = format!("the field `{tag}` is missing: say which this is, one of {}", listed(&known));
                return self.say(object.start(), message, instead);
            };
            let word = property.value.as_string_lit().map(|text| text.value.as_ref()).unwrap_or_default();
            match variants.iter().find(|variant| tag_of(variant).is_some_and(|(_, tag)| tag == word)) {
                Some(variant) => self.object(object, variant),
                None => {
                    let hint = nearest(word, &known).unwrap_or_default();
                    let message = format!("`{tag}` is `{word}`, but must be one of {}{hint}", listed(&known));
                    self.say(property.value.start(), message, instead);
                }
            }
            return;
        }
        let known: Vec<&str> = variants.iter().flat_map(words).collect();
        let word = value.as_string_lit().map(|text| text.value.as_ref());
        if !word.is_some_and(|word| known.contains(&word)) {
            let hint = nearest(word.unwrap_or_default(), &known).unwrap_or_default();
            let message = format!("{} must be one of {}{hint}", self.subject(name), listed(&known));
            self.say(value.start(), message, Mend::Put(known.first().copied().into()));
        }
    }

    /// What is spoken of: the field of this name, an entry of its list, or the file.
    fn subject(&self, name: &str) -> String {
        let is_entry = self.at.rsplit('/').next().is_some_and(|step| step.parse::<usize>().is_ok());
        match name {
            "" => "the file".into(),
            name if is_entry => format!("an entry of `{name}`"),
            name => format!("`{name}`"),
        }
    }

    fn neutral_of(&self, schema: &'a Schema) -> Schema {
        let target = schema["$ref"].as_str().and_then(|reference| self.root.pointer(reference.trim_start_matches('#')));
        neutral(target.unwrap_or(schema))
    }

    /// Follows references, and looks past the `null` of an optional field unless the value is one.
    fn resolve(&self, schema: &'a Schema, value: &Value) -> &'a Schema {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.root.pointer(reference.trim_start_matches('#'));
            return target.map_or(&Schema::Null, |target| self.resolve(target, value));
        }
        let Some(options) = schema["anyOf"].as_array() else { return schema };
        let null = matches!(value, Value::NullKeyword(_));
        let mut others = options.iter().filter(|option| (option["type"] == "null") == null);
        // Of several types that a value can have, the one that it has.
        let fitting = others.clone().find(|option| accepts(option, value)).or_else(|| others.next());
        fitting.map_or(schema, |option| self.resolve(option, value))
    }
}

/// The tag's name and word of one variant of an internally tagged enum.
fn tag_of(variant: &Schema) -> Option<(&str, &str)> {
    let properties = variant["properties"].as_object()?;
    properties.iter().find_map(|(name, schema)| Some((name.as_str(), schema["const"].as_str()?)))
}

/// The type that a schema asks for, leaving out the `null` of an optional field.
fn kind(schema: &Schema) -> Option<&str> {
    match &schema["type"] {
        Schema::String(kind) => Some(kind),
        Schema::Array(kinds) => kinds.iter().filter_map(Schema::as_str).find(|kind| *kind != "null"),
        _ => None,
    }
}

fn accepts(schema: &Schema, value: &Value) -> bool {
    let allows = |name: &str| match &schema["type"] {
        Schema::String(kind) => kind == name,
        Schema::Array(kinds) => kinds.iter().any(|kind| kind == name),
        _ => true,
    };
    match value {
        Value::StringLit(_) => allows("string"),
        Value::NumberLit(number) => allows("number") || (allows("integer") && number.value.parse::<u64>().is_ok()),
        Value::BooleanLit(_) => allows("boolean"),
        Value::Object(_) => allows("object"),
        Value::Array(_) => allows("array"),
        Value::NullKeyword(_) => allows("null"),
    }
}

fn article(kind: &str) -> &str {
    match kind {
        "string" => "a text in \"quotes\"",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list in [brackets]",
        "object" => "an object in {braces}",
        other => other,
    }
}

fn described(value: &Value) -> String {
    let kind = match value {
        Value::StringLit(_) => "a text",
        Value::NumberLit(number) => return format!("the number {}", number.value),
        Value::BooleanLit(_) => "true or false",
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "null",
    };
    kind.into()
}

fn first_line(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.trim_end_matches('.')
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// « ; did you mean `title`? », if one of the words is near.
pub(super) fn nearest(word: &str, known: &[&str]) -> Option<String> {
    const NEAR: f64 = 0.8;
    let rated = known.iter().map(|known| (strsim::jaro_winkler(word, known), known));
    let (nearness, best) = rated.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (nearness > NEAR).then(|| format!("; did you mean `{best}`?"))
}

/// A value that a schema accepts and that says nothing.
fn neutral(schema: &Schema) -> Schema {
    match kind(schema) {
        Some("string") => schema.get("const").cloned().unwrap_or_else(|| "-".into()),
        Some("array") => Schema::Array(Vec::new()),
        Some("boolean") => false.into(),
        Some("integer" | "number") => 0.into(),
        Some("object") => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str);
            required.map(|name| (name.to_owned(), neutral(&schema["properties"][name]))).collect()
        }
        _ => Schema::Null,
    }
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source::{ArticleSource, SiteSource};

    fn of<T: schemars::JsonSchema>(text: &str) -> Vec<String> {
        let schema = schemars::schema_for!(T).to_value();
        mistakes(text, &schema).into_iter().map(|mistake| format!("{}: {}", mistake.byte, mistake.message)).collect()
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let found = of::<ArticleSource>(
            r#"{"tilte":"x","title":3,"countries":[],"authors":["a"],"published":"d","status":"drat",
               "image":{"src":"a"},"body":[{"type":"paragraf"},{"type":"paragraph"},{},7,{"type":"list","items":[1]}]}"#,
        );
        let all = found.join("\n");
        for expected in [
            "1: unknown field `tilte`; did you mean `title`?",
            "`title` must be a text in \"quotes\", not the number 3",
            "`status` must be one of `published`, `draft`; did you mean `draft`?",
            "the field `alt` is missing",
            "`type` is `paragraf`, but must be one of",
            "did you mean `paragraph`?",
            "the field `text` is missing",
            "the field `type` is missing",
            "an entry of `body` must be an object, not the number 7",
            "an entry of `items` must be a text",
        ] {
            assert!(all.contains(expected), "{expected}\nin\n{all}");
        }
        assert_eq!(found.len(), 9, "{all}");
    }

    #[test]
    fn a_file_that_serde_takes_has_no_mistake() {
        let site =
            r#"{"$schema":"s","title":"T","base_url":"u","time_zone":"z","comments":{"backend":"form","action":"a"}}"#;
        assert!(serde_json::from_str::<SiteSource>(site).is_ok());
        assert_eq!(of::<SiteSource>(site), Vec::<String>::new());
        let article = r#"{"title":"T","countries":["NE"],"authors":["A"],"published":"p","standfirst":null,"image":null,
            "source_id":22,"comments":"closed","body":[{"type":"quote","text":"a","cite":null}]}"#;
        assert!(serde_json::from_str::<ArticleSource>(article).is_ok());
        assert_eq!(of::<ArticleSource>(article), Vec::<String>::new());
    }

    #[test]
    fn without_its_mistakes_a_file_can_be_read() {
        let schema = schemars::schema_for!(ArticleSource).to_value();
        for text in [
            r#"{"a/b":1,"title":3,"countries":["NE"],"authors":7,"status":"x","image":{},"body":[{"type":"x"},2,{}]}"#,
            r#"{}"#,
            r#"{"body":[{"type":"list","items":[1]},{"type":"image"}],"image":[]}"#,
        ] {
            let mistakes = mistakes(text, &schema);
            let json = without(text, &mistakes).expect("each mistake can be taken out");
            serde_json::from_value::<ArticleSource>(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"));
        }
    }

    #[test]
    fn a_pointer_finds_its_value_or_the_nearest_around_it() {
        let text = r#"{"a":{"b":[1,22]}}"#;
        assert_eq!(bytes_of(text, ["/a/b/1", "/a/x", ""].into_iter()), [13, 5, 0]);
    }
}
