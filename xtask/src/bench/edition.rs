//! The generated articles as a newsroom of this project writes them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::articles::{Article, Block};

/// Writes `site.json` and the articles, a folder a country.
pub(super) fn write(folder: &Path, articles: impl Iterator<Item = Article>) -> Result<()> {
    let site = json!({
        "title": "Banc d’essai",
        "tagline": "Des articles qui n’en sont pas",
        "language": "fr",
        "base_url": "https://example.org",
        "time_zone": "Africa/Niamey",
        "countries": ["NE", "ML", "BF"],
        "comments": { "backend": "local" },
    });
    fs::write(folder.join("site.json"), site.to_string())?;
    for article in articles {
        let place = folder.join("articles").join(article.countries.first().copied().unwrap_or("NE").to_lowercase());
        fs::create_dir_all(&place)?;
        let path = place.join(format!("{}.json", article.slug));
        fs::write(&path, json(&article).to_string()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn json(article: &Article) -> Value {
    let body: Vec<Value> = article
        .body
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) => json!({ "type": "paragraph", "text": text }),
            Block::Heading(text) => json!({ "type": "heading", "text": text }),
            Block::Quote(text) => json!({ "type": "quote", "text": text }),
        })
        .collect();
    json!({
        "title": article.title,
        "standfirst": article.standfirst,
        "countries": article.countries,
        "topics": [article.topic],
        "authors": [article.author],
        "published": article.published,
        "body": body,
    })
}
