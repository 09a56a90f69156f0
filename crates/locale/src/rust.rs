//! Writes the Rust text of paired messages. Invariant: it needs nothing but `base::Language`, and plain keys cost nothing at run time.
//! Locals begin with an underscore, which no Fluent name can.

use std::fmt::Write as _;

use crate::catalogue::{Arm, Piece};
use crate::pair::{Pair, Variable};

const GROUPED: &str = r#"
/// A whole number as each language groups its thousands: narrow no-break spaces in French, commas in English.
fn _grouped(l: Language, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::from(if n < 0 { "-" } else { "" });
    for (i, digit) in digits.char_indices() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(match l {
                Language::Fr => '\u{202f}',
                Language::En => ',',
            });
        }
        text.push(digit);
    }
    text
}
"#;

/// The whole of `words.rs`.
pub fn write(pairs: &[Pair]) -> String {
    let mut code = "use base::Language;\n".to_owned();
    for pair in pairs {
        function(&mut code, pair);
    }
    by_key(&mut code, pairs);
    if code.contains("_grouped(") {
        code += GROUPED;
    }
    code
}

fn function(code: &mut String, pair: &Pair) {
    let name = name(pair.key);
    let shown = shown(pair.fr).replace('`', "'").replace('\n', " ");
    let _ = write!(code, "\n/// `{shown}`\npub fn {name}(l: Language");
    if pair.variables.is_empty() {
        let _ = writeln!(
            code,
            ") -> &'static str {{\n    match l {{\n        Language::Fr => {:?},\n        Language::En => {:?},\n    }}\n}}",
            plain(pair.fr),
            plain(pair.en)
        );
        return;
    }
    for Variable { name, number } in &pair.variables {
        let _ = write!(code, ", {name}: {}", if *number { "i64" } else { "impl std::fmt::Display" });
    }
    let mut body = String::new();
    for (language, pieces) in [("Fr", pair.fr), ("En", pair.en)] {
        let _ = writeln!(body, "        Language::{language} => {{");
        statements(&mut body, pieces, language, &pair.variables, 3);
        body.push_str("        }\n");
    }
    code.push_str(") -> String {\n");
    code.push_str(if body.contains("write!(") { "    use std::fmt::Write as _;\n" } else { "" });
    let _ = writeln!(code, "    let mut _text = String::new();\n    match l {{\n{body}    }}\n    _text\n}}");
}

fn statements(code: &mut String, pieces: &[Piece], language: &str, variables: &[Variable], depth: usize) {
    let pad = "    ".repeat(depth);
    let is_number = |name: &str| variables.iter().any(|v| v.name == name && v.number);
    for piece in pieces {
        let _ = match piece {
            Piece::Text(text) => match text.parse::<char>() {
                Ok(single) => writeln!(code, "{pad}_text.push({single:?});"),
                Err(_) => writeln!(code, "{pad}_text.push_str({text:?});"),
            },
            Piece::Variable(name) if is_number(name) => writeln!(code, "{pad}_text.push_str(&_grouped(l, {name}));"),
            Piece::Variable(name) => writeln!(code, "{pad}let _ = write!(_text, \"{{{name}}}\");"),
            Piece::Select { variable, arms, default } => {
                let by_word = !is_number(variable);
                let _ = writeln!(code, "{pad}match {variable}{} {{", if by_word { ".to_string().as_str()" } else { "" });
                for (arm, inner) in arms {
                    let _ = writeln!(code, "{pad}    {} => {{", matched(arm, language));
                    statements(code, inner, language, variables, depth + 2);
                    let _ = writeln!(code, "{pad}    }}");
                }
                let _ = writeln!(code, "{pad}    _ => {{");
                statements(code, default, language, variables, depth + 2);
                writeln!(code, "{pad}    }}\n{pad}}}")
            }
        };
    }
}

/// CLDR's cardinal rules for whole numbers: French counts 0 and 1 as one and has a form for round millions (« un million de… »).
fn matched(arm: &Arm, language: &str) -> String {
    match arm {
        Arm::Exactly(n) => n.to_string(),
        Arm::One if language == "Fr" => "-1..=1".into(),
        Arm::One => "-1 | 1".into(),
        Arm::Many => "_n if _n != 0 && _n % 1_000_000 == 0".into(),
        Arm::Named(word) => format!("{word:?}"),
    }
}

fn by_key(code: &mut String, pairs: &[Pair]) {
    code.push_str("\n/// The words of a key known only at run time, with hyphens or underscores; for keys without variables.\n");
    let plain: Vec<&Pair> = pairs.iter().filter(|p| p.variables.is_empty()).collect();
    if plain.is_empty() {
        code.push_str("#[allow(dead_code)]\npub fn by_key(_: Language, _: &str) -> Option<&'static str> {\n    None\n}\n");
        return;
    }
    code.push_str("#[allow(dead_code)]\npub fn by_key(l: Language, key: &str) -> Option<&'static str> {\n    Some(match key {\n");
    for pair in plain {
        let function = crate::function(pair.key);
        let alias = if function == pair.key { String::new() } else { format!(" | {function:?}") };
        let _ = writeln!(code, "        {:?}{alias} => {}(l),", pair.key, name(pair.key));
    }
    code.push_str("        _ => return None,\n    })\n}\n");
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|p| if let Piece::Text(text) = p { text.as_str() } else { "" }).collect()
}

/// The French text as a reader of the code sees it.
fn shown(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Variable(name) => format!("{{{name}}}"),
            Piece::Select { default, .. } => shown(default),
        })
        .collect()
}

fn name(key: &str) -> String {
    let function = crate::function(key);
    if is_keyword(&function) { format!("r#{function}") } else { function }
}

/// Words that Rust keeps for itself.
pub fn is_keyword(word: &str) -> bool {
    const WORDS: &str = "abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop \
                         macro match mod move mut override priv pub ref return self static struct super trait true try type typeof unsafe unsized use \
                         virtual where while yield";
    WORDS.split_ascii_whitespace().any(|w| w == word)
}
