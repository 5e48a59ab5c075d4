//! The style sheets: `style/main.css` with all it imports, and what the front page has besides, each as one small file
//! that older phones understand.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::layer::LayerName;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Features, Targets};

/// A version as the library packs it: one byte each for major, minor and patch.
const fn version(major: u32) -> Option<u32> {
    Some(major << 16)
}

/// Browsers from 2020 on: nesting, newer colours and media ranges are written so that they understand them. Container
/// queries stay: a browser without them shows one column.
const BROWSERS: Browsers = Browsers {
    android: version(80),
    chrome: version(80),
    edge: version(80),
    firefox: version(78),
    ie: None,
    ios_saf: version(14),
    opera: version(67),
    safari: version(14),
    samsung: version(13),
};

/// What those browsers understand well enough: written for the older ones, every rule would come once for each writing
/// direction and be several times as long.
const AS_WRITTEN: Features = Features::LogicalProperties.union(Features::DirSelector).union(Features::LangSelectorList);

/// The style sheet, minified.
///
/// # Errors
/// When a file is missing or is not CSS; the message says `file:line:column`.
pub(crate) fn bundle(main: &Path) -> Result<String> {
    let files = FileProvider::new();
    let targets = Targets { browsers: Some(BROWSERS), exclude: AS_WRITTEN, ..Targets::default() };
    let mut sheet = Bundler::new(&files, None, ParserOptions::default()).bundle(main).map_err(|error| {
        let place = error.loc.as_ref().map(|at| format!("{}:{}:{}: ", at.filename, at.line + 1, at.column));
        anyhow!("{}{}", place.unwrap_or_default(), error.kind)
    })?;
    sheet.rules = without_layers(sheet.rules);
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("cannot minify {}", main.display()))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
    Ok(printed.map_err(|error| anyhow!("{error}")).with_context(|| format!("cannot print {}", main.display()))?.code)
}

/// The rules out of their cascade layers, in the order of these, since browsers before 2022 skip a layer whole.
///
/// What a layer decided is then decided by specificity and order: the style sheets are written so that both agree.
fn without_layers<'i>(rules: CssRuleList<'i>) -> CssRuleList<'i> {
    let mut layers: Vec<(Option<LayerName<'i>>, Vec<CssRule<'i>>)> = Vec::new();
    let mut unlayered = Vec::new();
    for rule in rules.0 {
        match rule {
            CssRule::LayerStatement(order) => {
                layers.extend(order.names.into_iter().map(|name| (Some(name), Vec::new())));
            }
            CssRule::LayerBlock(block) => {
                match layers.iter_mut().find(|(name, _)| name.is_some() && *name == block.name) {
                    Some((_, rules)) => rules.extend(block.rules.0),
                    None => layers.push((block.name, block.rules.0)),
                }
            }
            rule => unlayered.push(rule),
        }
    }
    CssRuleList(layers.into_iter().flat_map(|(_, rules)| rules).chain(unlayered).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn bundled(css: &str) -> Result<String> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("part.css"), ".part { color: red }")?;
        fs::write(folder.path().join("main.css"), css)?;
        bundle(&folder.path().join("main.css"))
    }

    #[test]
    fn layers_become_the_order_of_the_rules() -> Result<()> {
        let css =
            bundled("@layer base, parts;\n@import url('part.css') layer(parts);\n@layer base { a { margin: 0 } }")?;
        assert_eq!(css, "a{margin:0}.part{color:red}");
        Ok(())
    }

    #[test]
    fn what_is_logical_stays_short() -> Result<()> {
        let css = bundled("a { padding-inline-start: 1rem; margin-block: 1px 2px; inset-inline: 0 }")?;
        assert_eq!(css, "a{margin-block:1px 2px;padding-inline-start:1rem;inset-inline:0}");
        Ok(())
    }

    #[test]
    fn custom_properties_and_container_queries_are_left_alone() -> Result<()> {
        let css =
            bundled(":root { --step: clamp(1rem, 2vw, 2rem) } @container (width > 30rem) { a { gap: var(--step) } }")?;
        assert!(css.contains("--step:clamp(1rem, 2vw, 2rem)"), "{css}");
        assert!(css.contains("@container"), "{css}");
        assert!(css.contains("gap:var(--step)"), "{css}");
        Ok(())
    }

    #[test]
    fn a_mistake_is_shown_with_its_place() {
        let error = bundled("a { color: red }\n@import 'absent.css';\n} x").expect_err("it is not CSS");
        assert!(error.to_string().contains("main.css:"), "{error}");
    }
}
