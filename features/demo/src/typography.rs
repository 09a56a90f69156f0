//! French typography for texts typed plainly in the content files: narrow no-break spaces and real apostrophes.
//! Invariant: code and addresses are left as they are; what is already right stays right.

const THIN: char = '\u{202f}';
const UNITS: [&str; 20] =
    ["h", "mm", "cm", "m", "km", "kg", "g", "t", "min", "s", "dB", "kVA", "kW", "ko", "Mo", "Go", "Mb/s", "tr/min", "t/m²", "km/h"];

/// The text as a French printer would set it.
pub(crate) fn french(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| if line.starts_with("    ") { line.to_owned() } else { set_line(line) }).collect();
    lines.join("\n")
}

fn set_line(line: &str) -> String {
    let mut set = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let literal = literal_length(rest);
        if literal > 0 {
            set.push_str(&rest[..literal]);
            rest = &rest[literal..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        set.push(match c {
            '\'' => '’',
            ' ' if is_bound(&set, rest) => THIN,
            other => other,
        });
    }
    set
}

/// How much of the start is code or an address, not to be touched.
fn literal_length(rest: &str) -> usize {
    if let Some(code) = rest.strip_prefix('`') {
        return code.find('`').map_or(0, |end| end + 2);
    }
    if rest.starts_with("https://") {
        return rest.find(|c: char| c.is_whitespace() || ")>".contains(c)).unwrap_or(rest.len());
    }
    0
}

/// Whether a space between these two must not break.
fn is_bound(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let (first, second) = (next.next().unwrap_or(' '), next.next().unwrap_or(' '));
    match first {
        '?' | ';' | '»' | '%' | '€' => true,
        '!' => second != '[',
        ':' => second != '-',
        _ => before.ends_with('«') || joins_a_number(before, after),
    }
}

fn joins_a_number(before: &str, after: &str) -> bool {
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    let ends_in_digit = before.ends_with(|c: char| c.is_ascii_digit());
    let after_hours = before.strip_suffix(['h']).is_some_and(|hours| hours.ends_with(THIN));
    let word: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '/').collect();
    (ends_in_digit && (digits == 3 || UNITS.contains(&word.as_str()))) || (after_hours && digits == 2)
}

#[cfg(test)]
mod tests {
    use super::french;

    #[test]
    fn spaces_and_apostrophes() {
        let set = french("L'heure ? « Midi » : c'est 12 h 30 ; 1 400 € et 12 % !");
        assert_eq!(
            set,
            "L’heure\u{202f}? «\u{202f}Midi\u{202f}»\u{202f}: c’est 12\u{202f}h\u{202f}30\u{202f}; 1\u{202f}400\u{202f}€ et 12\u{202f}%\u{202f}!"
        );
        assert_eq!(french(&set), set);
    }

    #[test]
    fn code_tables_and_addresses_stay() {
        for text in ["`l'été :`", "    a ! b", "| a | :---: |", "<https://e.example/l'eau>", "à 14:30", "2 personnes, 3 jours"] {
            assert_eq!(french(text), text);
        }
        assert_eq!(french("![vue](https://e.example/a) !"), "![vue](https://e.example/a)\u{202f}!");
    }
}
