//! The words inside files, for the search: plain text, pieces separated by line ends, the first [`LIMIT`] bytes of it.
//! Invariant: nothing is fetched, followed or expanded beyond its limit. Runs in the child process alone, but for [`is_written`] and [`decoded`].

mod office;
mod pdf;
mod plain;

use crate::Type;
use crate::child::Unread;

pub(crate) use plain::{decoded, is_written};

/// Longest text taken out of a file, in bytes of UTF-8.
pub const LIMIT: usize = 1 << 20;

/// The text of `file`.
///
/// # Errors
/// When there is no text to be had.
pub fn of(file: &[u8], kind: Type) -> Result<String, Unread> {
    let mut page = Page::default();
    match kind {
        Type::Pdf => pdf::read(file, &mut page)?,
        Type::Docx => office::word(file, &mut page)?,
        Type::Xlsx => office::workbook(file, &mut page)?,
        Type::Odt => office::open_text(file, &mut page)?,
        Type::Csv | Type::Text => page.say(&decoded(&file[..file.len().min(4 * LIMIT)])),
        _ => return Err(Unread::NotOffered),
    }
    Ok(page.0.trim_end().to_owned())
}

/// What was read so far: no controls, no empty lines, no more than [`LIMIT`].
#[derive(Default)]
struct Page(String);

impl Page {
    fn is_full(&self) -> bool {
        self.0.len() >= LIMIT
    }

    fn say(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => self.end('\n'),
                '\t' => self.end('\t'),
                // A word cut at the end of a line is one word.
                '\u{ad}' => {}
                c if c.is_control() => {}
                c if c.is_whitespace() => self.end(' '),
                c if self.0.len() + c.len_utf8() <= LIMIT => self.0.push(c),
                _ => return,
            }
        }
    }

    /// Ends a word, a cell or a line: the stronger of two that meet stays.
    fn end(&mut self, with: char) {
        let strength = |c: char| " \t\n".find(c);
        match self.0.chars().next_back() {
            None => {}
            Some(last) if strength(last).is_none() && self.0.len() < LIMIT => self.0.push(with),
            Some(last) if strength(last) < strength(with) => {
                self.0.pop();
                self.0.push(with);
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_meet_and_controls_go() {
        assert_eq!(of(b"\n\n a  \tb \r\n\r\n\0c\x1b[0m\n", Type::Text), Ok("a\tb\nc[0m".into()));
        let long = of("é".repeat(LIMIT).as_bytes(), Type::Text).expect("read");
        assert!(long.len() <= LIMIT && long.len() > LIMIT - 3);
        assert_eq!(of(b"x", Type::Png), Err(Unread::NotOffered));
    }
}
