//! Which article translates which: an article in one language leads to the same in another.

use super::{article::Read, file::File};
use crate::{
    model::source::ArticleSource,
    publish::{
        problem::{Lines, Problem},
        shape,
    },
};
use std::collections::{HashMap, HashSet};

/// What an article says of its language and its original.
pub(super) struct Translation {
    language: String,
    /// The original's slug, and the line and column that name it.
    original: Option<(String, (usize, usize))>,
}

impl Translation {
    pub(super) fn of(file: &File<ArticleSource>, site_language: &str) -> Self {
        let ArticleSource { language, translation_of, .. } = &file.value;
        let place = || {
            let byte = shape::bytes_of(&file.text, ["/translation_of"].into_iter());
            byte.first().map_or((1, 1), |byte| Lines::of(&file.text).place(*byte))
        };
        Self {
            language: language.as_deref().unwrap_or(site_language).to_lowercase(),
            original: translation_of
                .as_ref()
                .filter(|_| !file.is_misshapen("/translation_of"))
                .map(|slug| (slug.clone(), place())),
        }
    }
}

/// Translations of what is not there, of themselves, of translations, and two into one language. `slugs` are those of all
/// articles, with those that cannot be read.
pub(super) fn problems(read: &[Read], slugs: &HashSet<String>) -> Vec<Problem> {
    let known: HashMap<&str, &Translation> =
        read.iter().filter_map(|read| Some((slug(read)?, read.translation.as_ref()?))).collect();
    let mut first: HashMap<(&str, &str), &Read> = HashMap::new();
    let mut problems = Vec::new();
    for article in read {
        let Some(Translation { language, original: Some((original, place)) }) = &article.translation else { continue };
        let mut say = |message: String| problems.push(Problem::at(&article.path, *place, &message));
        let Some(of) = known.get(original.as_str()) else {
            if !slugs.contains(original) {
                say(format!("no article has the slug `{original}`: mend the name, or remove `translation_of`"));
            }
            continue;
        };
        if slug(article) == Some(original) {
            say("an article is no translation of itself: name the original, or remove `translation_of`".into());
        } else if let Some((further, _)) = &of.original {
            say(format!("`{original}` is a translation itself, of `{further}`: name the original, `{further}`"));
        } else if of.language == *language {
            let advice = "say in `language` what this article is written in, or remove `translation_of`";
            say(format!("`{original}` is in the same language, `{language}`: {advice}"));
        } else if let Some(other) = first.insert((original, language), article) {
            let advice = "remove `translation_of` from one of the two";
            say(format!("{} is a translation of `{original}` into `{language}` too: {advice}", other.path.display()));
        }
    }
    problems
}

fn slug(read: &Read) -> Option<&str> {
    read.slug.as_ref().map(|(slug, _)| slug.as_str())
}
