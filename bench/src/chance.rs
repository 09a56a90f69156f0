//! Numbers and French sentences by chance, the same ones for the same seed, so that a run can be had again.

/// Where chance stands.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        // xorshift64*: good enough to spread work.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let spread = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        (spread % end.max(1) as u64) as usize
    }

    /// A message of about that many words: frequent ones often, rare ones seldom, as in any language.
    pub fn message(&mut self, words: usize) -> String {
        let length = words / 2 + self.below(words);
        let mut text = String::with_capacity(length * 8);
        for at in 0..length.max(1) {
            if at > 0 {
                text.push(' ');
            }
            // The square of an even chance leans to the beginning of the list.
            let rank = self.below(1000) * self.below(1000) / 1000;
            match rank.checked_sub(FREQUENT.len()) {
                None => text.push_str(FREQUENT[rank]),
                Some(rare) => text.push_str(&made_up(rare)),
            }
        }
        text.push('.');
        text
    }
}

const FREQUENT: [&str; 40] = [
    "le",
    "la",
    "de",
    "et",
    "projet",
    "réunion",
    "équipe",
    "budget",
    "pour",
    "demain",
    "avec",
    "nous",
    "client",
    "livraison",
    "merci",
    "dossier",
    "semaine",
    "point",
    "planning",
    "atelier",
    "qui",
    "dans",
    "document",
    "version",
    "retour",
    "validé",
    "prêt",
    "question",
    "avant",
    "lundi",
    "devis",
    "chantier",
    "équipement",
    "réseau",
    "essai",
    "décision",
    "avancement",
    "problème",
    "l’accueil",
    "d’accord",
];

/// The word of that rank among about a thousand that no dictionary has.
fn made_up(rank: usize) -> String {
    const PARTS: [&str; 10] = ["bra", "cho", "dri", "fla", "gue", "loin", "mar", "pel", "sou", "tin"];
    [rank % 10, rank / 10 % 10, rank / 100 % 10].map(|part| PARTS[part]).concat()
}
