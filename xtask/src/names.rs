//! Short names between the app's WebAssembly and its JavaScript.
//!
//! wasm-bindgen calls each function that the one takes from the other something like
//! `__wbg_innerHTML_5596b7e9bb4c4532`. Nobody reads these names, a hash does not compress, and a reader would pay for
//! each twice: together they are some 5 kB of what is downloaded.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::{EntityType, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload, TypeRef};

use crate::classes;

/// What wasm-bindgen calls the module that all functions come from, and what it is called here.
const MODULE: &str = "./app_bg.js";
const SHORT_MODULE: &str = "a";

/// How the exports begin that call closures.
const CLOSURE: &str = "wasm_bindgen_";

/// Renames the imports of the WebAssembly and the functions of the JavaScript alike.
///
/// # Errors
/// When the two do not belong together, or wasm-bindgen writes them in a way that is not known here.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = BTreeMap::new();
    let mut short = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("the app is not WebAssembly")?;
        let Some((id, range)) = payload.as_section() else { continue };
        let imports = match payload {
            Payload::ImportSection(imports) => imports,
            Payload::ExportSection(exports) => {
                let mut section = ExportSection::new();
                for export in exports {
                    let export = export.context("the app's exports cannot be read")?;
                    // Calls of closures, named by the path of each type that they take.
                    if export.name.starts_with(CLOSURE) {
                        let next = name(names.len());
                        names.insert(export.name, next);
                    }
                    let called = names.get(export.name).map_or(export.name, String::as_str);
                    section.export(called, classes::kind(export.kind), export.index);
                }
                short.section(&section);
                continue;
            }
            _ => {
                short.section(&RawSection { id, data: &wasm[range] });
                continue;
            }
        };
        let mut section = ImportSection::new();
        for import in imports.into_imports() {
            let import = import.context("the app's imports cannot be read")?;
            let TypeRef::Func(index) = import.ty else {
                bail!("the app imports {}, which is no function", import.name)
            };
            ensure!(import.module == MODULE, "the app imports from {} and not from {MODULE} alone", import.module);
            let next = name(names.len());
            section.import(SHORT_MODULE, names.entry(import.name).or_insert(next), EntityType::Function(index));
        }
        short.section(&section);
    }
    Ok((short.finish(), rename(glue, &names)?))
}

/// Each name is a property of one object, and stands nowhere else.
fn rename(glue: &str, names: &BTreeMap<&str, String>) -> Result<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut renamed = 0;
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(is_part) {
        let (between, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|letter| !is_part(letter)).unwrap_or(word.len()));
        text.push_str(between);
        text.push_str(names.get(word).inspect(|_| renamed += 1).map_or(word, String::as_str));
        rest = after;
    }
    text.push_str(rest);
    ensure!(renamed == names.len(), "the app's JavaScript has {renamed} of the {} names that it should", names.len());
    let module = format!("\"{MODULE}\"");
    ensure!(text.matches(&module).count() == 1, "the app's JavaScript does not name {MODULE} once");
    Ok(text.replacen(&module, &format!("\"{SHORT_MODULE}\""), 1))
}

/// a, b, … z, aa, ab, …
fn name(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => letter.into(),
        more => format!("{}{letter}", name(more - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::TypeSection;

    const GLUE: &str = r#"let i={"./app_bg.js":{__wbg_log_12ab:function(n){log(n)},"__wbg_now_34cd":()=>now()}};"#;

    fn app() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(MODULE, "__wbg_log_12ab", EntityType::Function(0));
        imports.import(MODULE, "__wbg_now_34cd", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    #[test]
    fn both_sides_call_a_function_the_same() -> Result<()> {
        let (wasm, glue) = shorten(&app(), GLUE)?;
        assert_eq!(glue, r#"let i={"a":{a:function(n){log(n)},"b":()=>now()}};"#);
        let text = String::from_utf8_lossy(&wasm);
        assert!(!text.contains("__wbg") && !text.contains(MODULE), "{text:?}");
        assert!(wasm.starts_with(b"\0asm"));
        Ok(())
    }

    #[test]
    fn a_glue_of_another_app_is_refused() {
        let error = shorten(&app(), &GLUE.replace("now_34cd", "now_56ef")).expect_err("a name is missing");
        assert!(error.to_string().contains("1 of the 2 names"), "{error}");
    }

    #[test]
    fn names_are_short_and_all_different() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(name), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
