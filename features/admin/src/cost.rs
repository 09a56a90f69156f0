//! What a network of one's own costs: a machine, somebody's days, training. There is no fee, for people or otherwise (S3-10).
//! Deliberately absent: the time that people spend learning, which is theirs with any tool.

/// What the sum is made of. Days are counted in halves, money in euros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// People with an account.
    pub people: i64,
    /// The machine, its disk and its backups, a month.
    pub hosting: i64,
    /// Half-days to set it up, once.
    pub setup: i64,
    /// Half-days to look after it, a year: updates, proven backups, newcomers.
    pub care: i64,
    /// Half-days of training in the first year.
    pub training: i64,
    /// A day of one's own people.
    pub day: i64,
    /// A day of whoever trains.
    pub trainer: i64,
}

/// What one year costs, in euros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// Twelve months of hosting.
    pub hosting: i64,
    /// One's own days.
    pub days: i64,
    /// Training.
    pub training: i64,
}

impl Sheet {
    /// No number of a sheet is larger.
    pub const MOST: i64 = 100_000;
    /// How many are trained together, in half a day.
    const TOGETHER: i64 = 12;

    /// What to begin with for so many people: the rates and lines of the design's cost formula (350 € a day of one's own, 900 € of a trainer, 30 €
    /// of hosting a month), two days to set up, three to look after it, half a day of training for twelve.
    pub fn usual(people: i64) -> Sheet {
        let people = people.clamp(1, Sheet::MOST);
        let training = people / Sheet::TOGETHER + i64::from(people % Sheet::TOGETHER > 0);
        Sheet { people, hosting: 30, setup: 4, care: 6, training, day: 350, trainer: 900 }
    }

    /// The first year.
    pub fn first(&self) -> Year {
        Year { days: (self.setup + self.care) * self.day / 2, training: self.training * self.trainer / 2, ..self.next() }
    }

    /// Each year after it.
    pub fn next(&self) -> Year {
        Year { hosting: 12 * self.hosting, days: self.care * self.day / 2, training: 0 }
    }

    /// What one person costs a month in such a year, in cents.
    pub fn each_month(&self, year: &Year) -> i64 {
        year.sum() * 100 / (12 * self.people.max(1))
    }
}

impl Year {
    /// All of it.
    pub fn sum(&self) -> i64 {
        self.hosting + self.days + self.training
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_of_two_hundred() {
        let sheet = Sheet::usual(200);
        assert_eq!(sheet.training, 17);
        assert_eq!(sheet.first(), Year { hosting: 360, days: 1_750, training: 7_650 });
        assert_eq!(sheet.next(), Year { hosting: 360, days: 1_050, training: 0 });
        assert_eq!((sheet.first().sum(), sheet.each_month(&sheet.first())), (9_760, 406));
        assert_eq!(sheet.each_month(&sheet.next()), 58);
    }

    #[test]
    fn the_largest_sheet_is_still_a_number() {
        let most = Sheet::MOST;
        let sheet = Sheet { people: 0, hosting: most, setup: most, care: most, training: most, day: most, trainer: most };
        assert!(sheet.first().sum() > 0 && sheet.each_month(&sheet.first()) > 0);
        assert_eq!(Sheet::usual(0).people, 1);
    }
}
