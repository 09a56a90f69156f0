//! Turns the words of this feature into functions.

fn main() {
    locale::compile("locales");
}
