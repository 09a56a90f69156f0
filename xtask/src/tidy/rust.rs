//! Just enough reading of Rust for textual rules to be true: comments and literals told from code, tests told from the product.
//! Invariant: `code` keeps every line in its place. Deliberately absent: a parser; the standard library has none and the rules need none.

use std::str::Chars;

/// A Rust file, read.
pub(crate) struct Source {
    /// The text with comments and the inside of literals left out.
    code: String,
    /// The string literals, each with the line where it begins.
    literals: Vec<(usize, String)>,
    /// The first line that is a test; past the end in a file without tests, 0 in a file of tests.
    tests_from: usize,
}

impl Source {
    pub(crate) fn read(path: &str, text: &str) -> Source {
        let mut reader = Reader { rest: text.chars(), code: String::with_capacity(text.len()), literals: Vec::new(), line: 1 };
        while reader.step() {}
        let Reader { code, literals, .. } = reader;
        let tests_from = if is_test_file(path) { 0 } else { first_test(&code) };
        Source { code, literals, tests_from }
    }

    /// The lines of code, numbered, tests included.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The lines of code that are part of the product.
    pub(crate) fn product(&self) -> impl Iterator<Item = (usize, &str)> {
        self.all().take_while(|(line, _)| *line < self.tests_from)
    }

    /// The string literals of the product.
    pub(crate) fn literals(&self) -> impl Iterator<Item = (usize, &str)> {
        self.literals.iter().map(|(line, text)| (*line, text.as_str())).take_while(|(line, _)| *line < self.tests_from)
    }

    pub(crate) fn is_all_tests(&self) -> bool {
        self.tests_from == 0
    }
}

fn is_test_file(path: &str) -> bool {
    let of_tests = |part: &str| matches!(part, "tests" | "testing" | "benches" | "examples" | "tests.rs" | "testing.rs");
    path.starts_with("e2e/") || path.starts_with("bench/") || path.split('/').any(of_tests)
}

/// House style puts the test module last, so that everything below its attribute is a test.
fn first_test(code: &str) -> usize {
    let lines: Vec<&str> = code.lines().map(str::trim).collect();
    let opens = |at: usize| {
        lines[at + 1..]
            .iter()
            .find(|line| !line.is_empty() && !line.starts_with("#["))
            .is_some_and(|line| line.starts_with("mod ") && line.ends_with('{'))
    };
    let found = (0..lines.len()).find(|&at| lines[at] == "#[cfg(test)]" && opens(at));
    found.map_or(usize::MAX, |at| at + 1)
}

/// True when `text` contains `word` with no identifier character on either side.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let part_of_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word)
        .any(|(at, _)| !part_of_name(text[..at].chars().next_back()) && !part_of_name(text[at + word.len()..].chars().next()))
}

struct Reader<'t> {
    rest: Chars<'t>,
    code: String,
    literals: Vec<(usize, String)>,
    line: usize,
}

impl Reader<'_> {
    /// Reads one token's worth; false at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest.as_str();
        if rest.starts_with("//") {
            self.skip(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.skip(comment(rest));
        } else if let Some((open, close)) = self.raw_string() {
            let inside = &rest[open..];
            let length = inside.find(&close).unwrap_or(inside.len());
            self.literal(open, length, close.len());
        } else if let Some(inside) = rest.strip_prefix('"') {
            self.literal(1, string(inside), 1);
        } else if let Some(length) = character(rest) {
            self.skip(length);
        } else {
            return self.keep();
        }
        true
    }

    fn keep(&mut self) -> bool {
        let Some(c) = self.rest.next() else { return false };
        self.line += usize::from(c == '\n');
        self.code.push(c);
        true
    }

    /// Leaves out `length` bytes, keeping the line ends.
    fn skip(&mut self, length: usize) {
        let (out, rest) = self.rest.as_str().split_at(length.min(self.rest.as_str().len()));
        let lines = out.matches('\n').count();
        self.code.extend(std::iter::repeat_n('\n', lines));
        self.line += lines;
        self.rest = rest.chars();
    }

    fn literal(&mut self, open: usize, length: usize, close: usize) {
        let text = self.rest.as_str()[open..open + length].to_owned();
        self.literals.push((self.line, text));
        self.code.push_str("\"\"");
        self.skip(open + length + close);
    }

    /// The length of the opening `r##"` and its closing, when a raw string begins here.
    fn raw_string(&self) -> Option<(usize, String)> {
        let rest = self.rest.as_str();
        if self.code.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let prefix = ["r", "br", "cr"].into_iter().find(|prefix| rest.strip_prefix(prefix).is_some_and(|r| r.starts_with(['#', '"'])))?;
        let hashes = rest[prefix.len()..].chars().take_while(|c| *c == '#').count();
        let open = prefix.len() + hashes + 1;
        (rest.as_bytes().get(open - 1) == Some(&b'"')).then(|| (open, format!("\"{}", "#".repeat(hashes))))
    }
}

/// The length of a comment that may hold others.
fn comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        let step = if here.starts_with(b"/*") || here.starts_with(b"*/") { 2 } else { 1 };
        match (step, here[0]) {
            (2, b'/') => depth += 1,
            (2, _) => depth -= 1,
            _ => {}
        }
        at += step;
        if depth == 0 {
            break;
        }
    }
    // Only line ends count in what is skipped, but the cut must fall between characters.
    (at..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len())
}

/// The length of a string up to its closing quote.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    let end = rest.find(|c| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    end.unwrap_or(rest.len())
}

/// The length of a character literal; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escaped) = inside.strip_prefix('\\') {
        let first = escaped.chars().next()?.len_utf8();
        return Some(2 + first + escaped[first..].find('\'')? + 1);
    }
    let first = inside.chars().next()?;
    inside[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r###"//! one.unwrap()
/* two /* nested */ .unwrap() */ fn a<'x>(c: &'x str) { let q = '"'; let e = '\''; b("three \" // no", c); }
const SQL: &str = r#"select
"é" from items"#; let after = 1;
#[cfg(test)]
#[allow(unused)]
mod tests {
    fn t() { x("test") }
}
"###;

    #[test]
    fn code_comments_literals_and_tests_are_told_apart() {
        let source = Source::read("crates/x/src/lib.rs", SAMPLE);
        let product: Vec<(usize, &str)> = source.product().collect();
        assert_eq!(product[0], (1, ""));
        assert_eq!(product[1], (2, " fn a<'x>(c: &'x str) { let q = ; let e = ; b(\"\", c); }"));
        assert_eq!(product[3], (4, "; let after = 1;"));
        assert_eq!(product.len(), 4);
        assert_eq!(source.literals().collect::<Vec<_>>(), [(2, "three \\\" // no"), (3, "select\n\"é\" from items")]);
        assert_eq!(source.all().count(), SAMPLE.lines().count());
        assert!(Source::read("features/x/tests/all.rs", SAMPLE).is_all_tests());
    }

    #[test]
    fn words_are_whole() {
        assert!(has_word("use lettre::Message", "lettre"));
        assert!(!has_word("let lettres = 1", "lettre"));
    }
}
