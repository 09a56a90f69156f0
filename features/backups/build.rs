//! Compiles the words of this room.

fn main() {
    locale::compile("locales");
}
