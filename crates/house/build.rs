//! Compiles the words that several features' pages share.

fn main() {
    locale::compile("locales");
}
