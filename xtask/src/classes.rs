//! Takes out of the app what a dependency exports to JavaScript and nobody takes.
//!
//! wasm-bindgen exports every class that any crate offers, and an export keeps alive all that it reaches. Leptos' streams
//! (`IntoUnderlyingSource` and its sisters) are some 4 kB of what a reader downloads, for a page that never makes one.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use wasm_encoder::{ExportKind, ExportSection, Module, RawSection};
use wasmparser::{ExternalKind, Parser, Payload, TypeRef};

/// The glue without its classes that nothing in it makes, and the WebAssembly without the exports that these had. What
/// only these reached is still in it: `wasm-opt` finds it.
///
/// # Errors
/// When the app is not WebAssembly.
pub(crate) fn drop_unused(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let unused: Vec<&str> = classes(glue).filter(|name| !is_made(glue, name)).collect();
    let belongs = |export: &str| {
        let export = export.strip_prefix("__wbg_").unwrap_or(export);
        unused.iter().any(|name| export.strip_prefix(&name.to_lowercase()).is_some_and(|rest| rest.starts_with('_')))
    };
    let mut slim = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("the app is not WebAssembly")?;
        let Some((id, range)) = payload.as_section() else { continue };
        let Payload::ExportSection(exports) = payload else {
            slim.section(&RawSection { id, data: &wasm[range] });
            continue;
        };
        let mut section = ExportSection::new();
        for export in exports {
            let export = export.context("the app's exports cannot be read")?;
            if !belongs(export.name) {
                section.export(export.name, kind(export.kind), export.index);
            }
        }
        slim.section(&section);
    }
    let glue = unused.iter().fold(glue.to_owned(), |glue, name| without_class(&glue, name));
    Ok((slim.finish(), glue))
}

/// The glue without the functions that the WebAssembly does not import any more.
///
/// # Errors
/// When the app is not WebAssembly.
pub(crate) fn drop_unimported(wasm: &[u8], glue: &str) -> Result<String> {
    let mut imported = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ImportSection(imports) = payload.context("the app is not WebAssembly")? else { continue };
        for import in imports.into_imports() {
            let import = import.context("the app's imports cannot be read")?;
            if matches!(import.ty, TypeRef::Func(_)) {
                imported.insert(import.name);
            }
        }
    }
    // Each is a property of one object, indented alike: `__wbg_name_hash: function(…) {` to `},`.
    const INDENT: &str = "        ";
    let mut kept = String::with_capacity(glue.len());
    let mut skipping = false;
    for line in glue.lines() {
        let name = line.strip_prefix(INDENT).filter(|rest| rest.starts_with("__wb")).and_then(|rest| {
            let (name, rest) = rest.split_once(':')?;
            rest.starts_with(" function(").then_some(name)
        });
        if let Some(name) = name {
            skipping = !imported.contains(name);
        }
        if !skipping {
            kept.push_str(line);
            kept.push('\n');
        } else if line.starts_with(INDENT) && line[INDENT.len()..].starts_with("},") {
            skipping = false;
        }
    }
    Ok(kept)
}

fn classes(glue: &str) -> impl Iterator<Item = &str> {
    glue.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"))
}

/// Whether anything but the class itself and what cleans up after it speaks of a class.
fn is_made(glue: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    without_class(glue, name).split(|letter| !is_part(letter)).any(|word| word == name)
}

/// The glue without a class, its disposal and its finalization.
fn without_class(glue: &str, name: &str) -> String {
    let begin = format!("export class {name} {{");
    let dispose = format!("if (Symbol.dispose) {name}.prototype");
    let finalization = format!("const {name}Finalization = ");
    let mut kept = String::with_capacity(glue.len());
    // The line that ends what is left out.
    let mut until: Option<fn(&str) -> bool> = None;
    for line in glue.lines() {
        if let Some(ends) = until {
            if ends(line) {
                until = None;
            }
        } else if line == begin {
            until = Some(|line| line == "}");
        } else if line.starts_with(&finalization) {
            let ends: fn(&str) -> bool = |line| line.ends_with(';');
            until = (!ends(line)).then_some(ends);
        } else if !line.starts_with(&dispose) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The same kind, as the library that writes says it.
pub(crate) fn kind(kind: ExternalKind) -> ExportKind {
    match kind {
        ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        ExternalKind::Tag => ExportKind::Tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, Function, FunctionSection, TypeSection};

    const GLUE: &str = "\
export class Unused {
    free() {
        wasm.__wbg_unused_free(0);
    }
}
if (Symbol.dispose) Unused.prototype[Symbol.dispose] = Unused.prototype.free;
export class Used {
}
const UnusedFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_unused_free(ptr, 1));
const make = () => new Used();
";

    fn app() -> Vec<u8> {
        let (mut types, mut functions, mut exports, mut code) =
            (TypeSection::new(), FunctionSection::new(), ExportSection::new(), CodeSection::new());
        types.ty().function([], []);
        for name in ["__wbg_unused_free", "unused_pull", "used_pull", "unusedelse"] {
            exports.export(name, ExportKind::Func, functions.len());
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn a_class_that_nobody_makes_goes_with_its_exports() -> Result<()> {
        let (wasm, glue) = drop_unused(&app(), GLUE)?;
        assert_eq!(glue, "export class Used {\n}\nconst make = () => new Used();\n");
        let text = String::from_utf8_lossy(&wasm).into_owned();
        assert!(text.contains("used_pull") && text.contains("unusedelse"), "{text:?}");
        assert!(!text.contains("unused_pull") && !text.contains("__wbg_unused_free"), "{text:?}");
        Ok(())
    }

    #[test]
    fn what_the_app_does_not_import_leaves_the_glue() -> Result<()> {
        let glue = "{\n        __wbg_gone_1: function(a) {\n            b();\n        },\n        other: 1,\n}\n";
        assert_eq!(drop_unimported(&app(), glue)?, "{\n        other: 1,\n}\n");
        Ok(())
    }
}
