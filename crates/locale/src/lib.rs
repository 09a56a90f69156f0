//! Build-time words: `locales/fr.ftl` and `locales/en.ftl` (Fluent) become one Rust function per key, so that a missing word does not compile.
//! Invariant: both languages have the same keys and, key by key, the same variables. Deliberately absent: anything at run time.

mod catalogue;
mod pair;
mod rust;

use std::path::Path;

/// Reads `fr.ftl` and `en.ftl` in `dir` and writes `$OUT_DIR/words.rs`; called from a build script.
///
/// `post-button = Publier` becomes `pub fn post_button(l: Language) -> &'static str`. With variables the function returns a `String` and takes
/// them in the order of the French text: `count`, `…_count` and whatever chooses a plural are `i64`, all others `impl Display`.
///
/// # Panics
/// With every fault found, each as `file:line: sentence`.
pub fn compile(dir: &str) {
    println!("cargo::rerun-if-changed={dir}/fr.ftl");
    println!("cargo::rerun-if-changed={dir}/en.ftl");
    let code = rust_of(dir).unwrap_or_else(|faults| panic!("\n{}\n", faults.join("\n")));
    let out = std::env::var("OUT_DIR").expect("a build script is given OUT_DIR");
    std::fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written");
}

/// The keys of the French file, as written there, for the check that none is unused.
///
/// # Panics
/// Like [`compile`].
pub fn keys(dir: &str) -> Vec<String> {
    let fr = catalogue::read(dir, "fr").unwrap_or_else(|faults| panic!("\n{}\n", faults.join("\n")));
    fr.messages.into_iter().map(|m| m.key).collect()
}

/// The name of the function made for a key: `post-button` is `post_button`.
pub fn function(key: &str) -> String {
    key.replace('-', "_")
}

/// The Rust text that [`compile`] writes, or every fault as `file:line: sentence`.
pub fn rust_of(dir: &str) -> Result<String, Vec<String>> {
    match (catalogue::read(dir, "fr"), catalogue::read(dir, "en")) {
        (Ok(fr), Ok(en)) => Ok(rust::write(&pair::pair(&fr, &en)?)),
        (fr, en) => Err([fr.err(), en.err()].into_iter().flatten().flatten().collect()),
    }
}
