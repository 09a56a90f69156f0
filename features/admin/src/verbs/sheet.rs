//! A CSV file as spreadsheets of either language write it: its encoding, its separator, its heads. And the other way: a file for them.
//! Invariant: a cell that is written never begins a formula. Deliberately absent: what the columns mean, which is `roster`'s.

use base::{Fault, Refusal, Result};

/// A column that means something here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// The name, or the family name beside a first one.
    Name,
    /// The first name.
    FirstName,
    /// The address.
    Email,
    /// The role in the network.
    Role,
    /// Where they work.
    Site,
    /// Service, or what they do.
    Headline,
    /// What they can do.
    Skills,
    /// What they speak.
    Languages,
}

/// The heads by which each is known, folded, French and English.
const HEADS: [(Column, &str, &[&str]); 8] = [
    (Column::Name, "name", &["nom", "nom complet", "nom et prenom", "prenom et nom", "name", "full name", "last name", "surname"]),
    (Column::FirstName, "first_name", &["prenom", "first name", "given name"]),
    (
        Column::Email,
        "email",
        &["e mail", "email", "courriel", "mail", "adresse", "adresse e mail", "adresse electronique", "e mail address"],
    ),
    (Column::Role, "role", &["role", "droits"]),
    (Column::Site, "site", &["site", "lieu", "location", "office"]),
    (Column::Headline, "headline", &["service", "poste", "fonction", "equipe", "headline", "department", "job", "job title", "title"]),
    (Column::Skills, "skills", &["competences", "skills"]),
    (Column::Languages, "languages", &["langues", "langue", "languages", "language"]),
];

impl Column {
    /// The column of a field.
    pub fn named(field: &str) -> Option<Column> {
        HEADS.iter().find(|(_, name, _)| *name == field).map(|(column, ..)| *column)
    }

    fn headed(head: &str) -> Option<Column> {
        let folded: String = text::fold(head).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        HEADS.iter().find(|(_, _, known)| known.contains(&words.as_str())).map(|(column, ..)| *column)
    }
}

/// A file, read.
#[derive(Debug)]
pub struct Sheet {
    /// Its heads, as it writes them.
    pub heads: Vec<String>,
    /// The heads that mean nothing here.
    pub ignored: Vec<String>,
    /// Its lines, empty ones left out.
    pub lines: Vec<Line>,
    columns: Vec<Option<Column>>,
}

/// One line.
#[derive(Debug)]
pub struct Line {
    /// Where it begins, as editors count.
    pub number: u64,
    /// What stands in it.
    pub cells: Vec<String>,
}

impl Sheet {
    /// Reads a decoded file; the separator is the one that its first line has most of.
    ///
    /// # Errors
    /// 422 on `file`: `no_columns` unless it heads a name and an address.
    pub fn read(text: &str) -> Result<Sheet> {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let separator = [b';', b',', b'\t'].into_iter().max_by_key(|s| first.bytes().filter(|b| b == s).count()).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| Refusal::Unreadable(error.to_string()))?;
            let number = record.position().map_or(0, |position| line(text, position));
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                lines.push(Line { number, cells });
            }
        }
        let heads = if lines.is_empty() { Vec::new() } else { lines.remove(0).cells };
        let columns: Vec<Option<Column>> = heads.iter().map(|head| Column::headed(head)).collect();
        if !(columns.contains(&Some(Column::Name)) && columns.contains(&Some(Column::Email))) {
            return Err(Refusal::field("file", "no_columns").into());
        }
        let unknown = heads.iter().zip(&columns).filter(|(head, column)| column.is_none() && !head.is_empty());
        let ignored = unknown.map(|(head, _)| head.clone()).collect();
        Ok(Sheet { heads, ignored, lines, columns })
    }

    /// What a line holds in a column; empty when it or the file hasn't got that column.
    pub fn cell(&self, cells: &[String], column: Column) -> String {
        self.place(column).and_then(|n| cells.get(n)).cloned().unwrap_or_default()
    }

    /// How the file calls a column.
    pub fn head(&self, column: Column) -> String {
        self.place(column).and_then(|n| self.heads.get(n)).cloned().unwrap_or_default()
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == Some(column))
    }
}

/// Where a record begins: the reader counts the empty lines before it as its own.
fn line(text: &str, position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let blank = text.as_bytes().get(from..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + blank.filter(|byte| **byte == b'\n').count() as u64
}

/// The text of a file: UTF-8 with or without its mark, or else Windows-1252, as spreadsheets on Windows write.
pub fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows(*byte)).collect(),
    }
}

/// Windows-1252, as the WHATWG Encoding Standard decodes it: ISO 8859-1 but for these.
fn windows(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// A file for spreadsheets: UTF-8 with its mark, parted by semicolons, no cell a formula (CWE-1236).
///
/// # Errors
/// Only when memory runs out.
pub fn write(rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let mut file = b"\xef\xbb\xbf".to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(&mut file);
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(Fault::broken)?;
    }
    writer.flush().map_err(Fault::broken)?;
    drop(writer);
    Ok(file)
}

/// A cell that begins like a formula is told to be text by an apostrophe.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_and_separators_of_spreadsheets() {
        for bytes in [
            "Nom;Courriel\nZoé Œuvrard;zoe@lilas.fr\n".as_bytes().to_vec(),
            "\u{feff}Nom,Courriel\r\n\"Zoé Œuvrard\",zoe@lilas.fr\r\n".as_bytes().to_vec(),
            b"Nom\tCourriel\rZo\xe9 \x8cuvrard\tzoe@lilas.fr".iter().map(|b| if *b == b'\r' { b'\n' } else { *b }).collect(),
        ] {
            let sheet = Sheet::read(&decode(&bytes)).expect("a sheet");
            let cells = &sheet.lines[0].cells;
            assert_eq!((sheet.lines.len(), sheet.cell(cells, Column::Name).as_str()), (1, "Zoé Œuvrard"));
            assert_eq!(sheet.cell(cells, Column::Email), "zoe@lilas.fr");
        }
    }

    #[test]
    fn heads_in_either_language_and_lines_as_editors_count() {
        let sheet =
            Sheet::read("First Name,Last name,E-mail address,Job title,Badge\n\n\"A\nwa\",Diallo,a@b.fr,RH,12\nx\n").expect("a sheet");
        assert_eq!(sheet.ignored, ["Badge"]);
        assert_eq!(sheet.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(sheet.head(Column::Headline), "Job title");
        assert_eq!(sheet.cell(&sheet.lines[1].cells, Column::Email), "");
        for bad in ["", "\n\n", "Nom;Prénom\nA;B\n", "%PDF-1.7"] {
            assert!(Sheet::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        let file =
            write(&[vec!["=1+1".into(), "@SUM(A1)".into(), "-2".into(), "+33 6".into(), "Awa; \"Diallo\"".into()]]).expect("written");
        assert_eq!(decode(&file), "'=1+1;'@SUM(A1);'-2;'+33 6;\"Awa; \"\"Diallo\"\"\"\n");
    }
}
