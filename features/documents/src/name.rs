//! The name of a file on its way out, and on its way in by a header (RFC 6266, RFC 8187).
//! Invariant: what comes out is visible ASCII, so no name makes a new header (safety tests 78, 103).

use http::HeaderValue;

/// `Content-Disposition` with a plain name for old clients and the true one for all others.
pub fn disposition(how: &str, name: &str) -> HeaderValue {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let text = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name));
    // ASCII by what stands above.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

fn encoded(name: &str) -> String {
    name.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The name in a `Content-Disposition` that a client sent: `filename*` before `filename`; nothing when there is none.
pub fn of_disposition(header: &str) -> Option<String> {
    let parameter = |wanted: &str| {
        parts(header).into_iter().find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
        })
    };
    let extended = parameter("filename*").and_then(|value| {
        let (charset, rest) = value.split_once('\'')?;
        let (_, text) = rest.split_once('\'')?;
        charset.eq_ignore_ascii_case("utf-8").then(|| decoded(text)).flatten()
    });
    extended.or_else(|| parameter("filename").map(|value| unquoted(&value)))
}

/// The parameters, parted by semicolons outside quotes.
fn parts(header: &str) -> Vec<String> {
    let (mut parts, mut quoted, mut escaped) = (vec![String::new()], false, false);
    for c in header.chars() {
        match c {
            ';' if !quoted => {
                parts.push(String::new());
                continue;
            }
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return value.to_owned() };
    let mut plain = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_out_is_one_header() {
        let text = |name| disposition("attachment", name).to_str().expect("ASCII").to_owned();
        assert_eq!(text("devis.pdf"), "attachment; filename=\"devis.pdf\"; filename*=UTF-8''devis.pdf");
        assert_eq!(text("l’été.pdf"), "attachment; filename=\"l__t_.pdf\"; filename*=UTF-8''l%E2%80%99%C3%A9t%C3%A9.pdf");
        let hostile = text("a\"; x=\"\r\nSet-Cookie: y\u{202e}.pdf");
        assert!(!hostile.contains(['\r', '\n']) && hostile.matches('"').count() == 2, "{hostile}");
    }

    #[test]
    fn what_comes_in() {
        for (header, name) in [
            ("attachment; filename=\"a;b.pdf\"", Some("a;b.pdf")),
            ("attachment; filename=plan.png", Some("plan.png")),
            ("attachment; filename=\"x\\\"y.txt\"", Some("x\"y.txt")),
            ("attachment; filename=\"e.pdf\"; filename*=UTF-8''%C3%A9.pdf", Some("é.pdf")),
            ("attachment; filename*=UTF-8'fr'l%27%C3%A9t%C3%A9", Some("l'été")),
            ("attachment; FileName*=iso-8859-1''%E9; filename=e", Some("e")),
            ("attachment; filename*=UTF-8''%ZZ", None),
            ("inline", None),
        ] {
            assert_eq!(of_disposition(header).as_deref(), name, "{header}");
        }
    }
}
