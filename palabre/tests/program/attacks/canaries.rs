//! Words that stand in one private place each, and who may read them. Invariant: a word nobody planted is never taken for one.

use std::io::{Cursor, Read};
use std::sync::Mutex;

use base::Secret;
use zip::ZipArchive;

/// What every planted word begins with.
pub const BEGINNING: &str = "kanari";
const LENGTH: usize = BEGINNING.len() + 10;

/// One planted word.
struct Planted {
    word: String,
    place: &'static str,
    seen_by: Vec<&'static str>,
    /// Whether somebody heard it who may: otherwise its silence elsewhere proves nothing.
    heard: bool,
}

/// Every planted word of a world, and every secret, which nobody is ever told again.
#[derive(Default)]
pub struct Canaries {
    planted: Mutex<Vec<Planted>>,
    secrets: Mutex<Vec<(&'static str, String)>>,
}

impl Canaries {
    /// A new word for `place`, which those of `seen_by` may read.
    pub fn plant(&self, place: &'static str, seen_by: &[&'static str]) -> String {
        let random: String = Secret::new().reveal().to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(9).collect();
        // A vowel at the end would be a suffix to some language.
        let word = format!("{BEGINNING}{random}k");
        assert_eq!(word.len(), LENGTH);
        self.planted.lock().expect("lock").push(Planted { word: word.clone(), place, seen_by: seen_by.to_vec(), heard: false });
        word
    }

    /// A text that no answer may hold.
    pub fn hush(&self, place: &'static str, secret: &str) {
        assert!(secret.len() >= 12, "{place}: too short to be told apart");
        self.secrets.lock().expect("lock").push((place, secret.to_owned()));
    }

    /// The places whose word or secret `reader` hears in `bytes` without being entitled to it. What stands in `echo`, their own request, does not count.
    pub fn overheard(&self, reader: &str, bytes: &[u8], echo: &str) -> Vec<&'static str> {
        let text = String::from_utf8_lossy(bytes);
        let mut places = self.heard(reader, &text, echo);
        if bytes.starts_with(b"PK\x03\x04")
            && let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes))
        {
            for i in 0..zip.len() {
                let mut inside = Vec::new();
                zip.by_index(i).expect("an entry").read_to_end(&mut inside).expect("its bytes");
                places.extend(self.heard(reader, &String::from_utf8_lossy(&inside), echo));
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    fn heard(&self, reader: &str, text: &str, echo: &str) -> Vec<&'static str> {
        let secrets = self.secrets.lock().expect("lock");
        let mut places: Vec<&str> =
            secrets.iter().filter(|(_, secret)| text.contains(secret) && !echo.contains(secret)).map(|(place, _)| *place).collect();
        for (at, _) in text.match_indices(BEGINNING) {
            let Some(word) = text.get(at..at + LENGTH).filter(|word| !echo.contains(word)) else { continue };
            let mut planted = self.planted.lock().expect("lock");
            match planted.iter_mut().find(|planted| planted.word == word) {
                Some(planted) if planted.seen_by.contains(&reader) => planted.heard = true,
                Some(planted) => places.push(planted.place),
                None => {}
            }
        }
        places
    }

    /// Where words stand that somebody may read, and that nobody was ever given.
    pub fn unheard(&self) -> Vec<&'static str> {
        let planted = self.planted.lock().expect("lock");
        planted.iter().filter(|planted| !planted.heard && !planted.seen_by.is_empty()).map(|planted| planted.place).collect()
    }

    /// How many words and secrets there are.
    pub fn count(&self) -> usize {
        self.planted.lock().expect("lock").len() + self.secrets.lock().expect("lock").len()
    }
}

#[test]
fn a_word_is_overheard_by_whoever_it_is_not_for() {
    let canaries = Canaries::default();
    let word = canaries.plant("a note", &["luc"]);
    canaries.hush("a token", "pal_abcdefghijkl");
    let said = format!("<p>…{word}…</p> kanariennest pal_abcdefghijkl");
    assert_eq!(canaries.unheard(), ["a note"]);
    assert_eq!(canaries.overheard("luc", said.as_bytes(), ""), ["a token"]);
    assert_eq!(canaries.unheard(), Vec::<&str>::new());
    assert_eq!(canaries.overheard("oscar", said.as_bytes(), ""), ["a note", "a token"]);
    assert_eq!(canaries.overheard("oscar", said.as_bytes(), &format!("/search?q={word}&t=pal_abcdefghijkl")), Vec::<&str>::new());
}
