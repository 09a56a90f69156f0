//! The generated Rust is compiled by the real compiler and run; bad files are refused with file, line and sentence.

use std::process::Command;

const PROGRAM: &str = r#"
#![deny(warnings)]
pub mod base { #[derive(Clone, Copy)] pub enum Language { Fr, En } }
pub mod words { use crate::base; include!("words.rs"); }
fn main() {
    use base::Language::{En, Fr};
    assert_eq!(words::post_button(Fr), "Publier");
    assert_eq!(words::r#type(En), "Type");
    assert_eq!(words::welcome(Fr), "Bienvenue dans Palabre\u{202f}!");
    assert_eq!(words::greeting(Fr, "Awa"), "Bonjour Awa\u{202f}: «\u{202f}Publier\u{202f}» ");
    let likes = |l, n| words::n_likes(l, n);
    assert_eq!([likes(Fr, 0), likes(Fr, 1), likes(Fr, 2)], ["Personne n’aime", "1 personne aime", "2 personnes aiment"]);
    assert_eq!(likes(Fr, 3_000_000), "3\u{202f}000\u{202f}000 de personnes aiment");
    assert_eq!([likes(En, 0), likes(En, 1), likes(En, 12_345)], ["0 people like", "1 person likes", "12,345 people like"]);
    assert_eq!(words::shared(Fr, "Luc", "poll", 1), "Luc a partagé un sondage avec 1 espace");
    assert_eq!(words::shared(En, "Luc", "?", 1), "Luc shared a post with a single space");
    assert_eq!(words::long(Fr), "Première ligne\nDeuxième ligne\n\n  en retrait");
    assert_eq!(words::by_key(En, "post_button"), Some("Post"));
    assert_eq!(words::by_key(En, "post-button"), Some("Post"));
    assert_eq!(words::by_key(En, "n-likes"), None);
}
"#;

fn files(name: &str) -> String {
    format!("{}/tests/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn faults(name: &str) -> Vec<String> {
    let dir = files(name);
    locale::rust_of(&dir).expect_err("refused").iter().map(|f| f.replace(&format!("{dir}/"), "")).collect()
}

#[test]
fn generated_words_compile_and_speak_both_languages() {
    let dir = std::env::temp_dir().join(format!("locale-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a directory");
    let code = locale::rust_of(&files("good")).expect("good files");
    assert!(code.starts_with("use base::Language;\n"));
    std::fs::write(dir.join("words.rs"), code).expect("written");
    std::fs::write(dir.join("main.rs"), PROGRAM).expect("written");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let built = Command::new(rustc).args(["--edition=2024", "main.rs", "-o", "main"]).current_dir(&dir).output().expect("rustc runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let ran = Command::new(dir.join("main")).output().expect("the program runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    std::fs::remove_dir_all(&dir).expect("cleaned");
}

#[test]
fn keys_are_listed_without_terms() {
    assert_eq!(locale::keys(&files("good"))[..2], ["post-button", "type"]);
    assert_eq!(locale::function("post-button"), "post_button");
}

#[test]
fn every_fault_is_told_with_its_line() {
    let told = faults("bad");
    for expected in [
        "fr.ftl:3: loop-a contains itself through loop-a",
        "fr.ftl:5: lost refers to -nowhere, which is not in this file",
        "fr.ftl:6: few has a variant [few], which fr does not have",
        "fr.ftl:12: titled has attributes; write each as a key of its own",
        "fr.ftl:15: same is defined twice",
    ] {
        assert!(told.iter().any(|f| f == expected), "{expected} not in {told:#?}");
    }
}

#[test]
fn the_two_languages_must_match() {
    assert_eq!(
        faults("uneven"),
        [
            "fr.ftl:2: only-here is missing in en.ftl",
            "fr.ftl:3: vars uses $name in fr.ftl and not in en.ftl",
            "fr.ftl:3: vars uses $nom in en.ftl and not in fr.ftl",
            "fr.ftl:5: a_b would make the function a_b a second time",
            "en.ftl:3: only-there is missing in fr.ftl",
        ]
    );
    assert!(faults("broken")[0].starts_with("fr.ftl:"), "{:?}", faults("broken"));
}
