//! Where to go after signing in. Invariant: only a path of our own is ever followed, so that no link of ours leads elsewhere unseen.

/// The sign-in page, which leads back to `wanted` (path and query).
pub fn sign_in(wanted: &str) -> String {
    let mut url = String::from("/sign-in?next=");
    for byte in wanted.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

/// `next` when it is a path on this server, otherwise the start page.
/// Browsers read `\` as `/` and skip tabs and line ends, so that those may lead to another host too.
pub fn local(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.chars().any(char::is_control);
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_our_own_paths() {
        assert_eq!(super::sign_in("/spaces/1?q=é&x"), "/sign-in?next=/spaces/1%3Fq%3D%C3%A9%26x");
        assert_eq!(super::local("/spaces/1?q=2"), "/spaces/1?q=2");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "", "javascript:alert(1)"] {
            assert_eq!(super::local(elsewhere), "/", "{elsewhere}");
        }
    }
}
