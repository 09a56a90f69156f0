//! What was found, as a table of Markdown, printed and put in its place in the README between two marks.

use std::fs;
use std::path::Path;

/// The figures of one measure.
pub struct Table {
    /// The name of the measure, which is also that of its place.
    pub name: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty one.
    pub fn new(name: &'static str, columns: &'static [&'static str]) -> Table {
        Table { name, columns, rows: Vec::new() }
    }

    /// Adds a line and tells it at once: a run takes minutes.
    pub fn row(&mut self, cells: Vec<String>) {
        eprintln!("   {}", cells.join(" · "));
        self.rows.push(cells);
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let head: Vec<String> = self.columns.iter().map(|column| (*column).to_owned()).collect();
        let rule = format!("|{}\n", "---|".repeat(self.columns.len()));
        line(&head) + &rule + &self.rows.iter().map(|row| line(row)).collect::<String>()
    }
}

/// Puts `text` between the marks of `name` in `file`, which must be there.
///
/// # Errors
/// A sentence.
pub fn place(file: &Path, name: &str, text: &str) -> Result<(), String> {
    let old = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let parts = old.split_once(&open).and_then(|(before, rest)| Some((before, rest.split_once(&close)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{} has no place for {name}", file.display()))?;
    fs::write(file, format!("{before}{open}{text}{close}{after}")).map_err(|error| format!("{}: {error}", file.display()))
}

/// A number with as many digits as mean something.
pub fn short(number: f64) -> String {
    match number {
        n if n.is_nan() => "—".to_owned(),
        n if n >= 100.0 => format!("{n:.0}"),
        n if n >= 10.0 => format!("{n:.1}"),
        n => format!("{n:.2}"),
    }
}

/// Bytes as MiB.
pub fn mib(bytes: u64) -> String {
    format!("{} MiB", short(bytes as f64 / f64::from(1 << 20)))
}
