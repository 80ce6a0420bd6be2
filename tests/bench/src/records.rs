//! Generated records in the full format that `jawab import` reads: both Chambers, five years, a third answered.

use std::io::{self, BufWriter, Write as _};

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::{
    phrases::{
        ANSWER, ASK, CAUSES, EFFECTS, FAMILY_NAMES, FIRST_NAMES, GROUPS, MEASURES, MINISTRIES, Ministry, PERIODS, PLACES, Pair, QUESTION,
        SUB_QUESTION,
    },
    random::Random,
};

/// The seed of all records.
const SEED: u64 = 0x6A61_7761_6221;
/// The number of days before the newest deposit within which all deposits lie.
pub const SPAN: u32 = 5 * 365;
/// The day of the newest deposit; all deposits lie within the eleventh legislature.
pub const NEWEST: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 20) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
/// The minimum number of words of a text in either language.
const MIN_WORDS: usize = 60;
/// The range of French words after which a text ends; Arabic needs fewer for the same content.
const TARGET_WORDS: (u32, u32) = (80, 150);

/// An endless sequence of records; the first ones are the same however many are taken.
#[derive(Debug)]
pub struct Records {
    random: Random,
    done: u32,
}

impl Default for Records {
    fn default() -> Self {
        Self { random: Random::new(SEED), done: 0 }
    }
}

/// The topic and place of a record's texts.
pub struct TopicAndPlace {
    pub topic: Pair,
    pub place: Pair,
}

impl Iterator for Records {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let n = self.done;
        self.done += 1;
        Some(record(&mut self.random, n))
    }
}

/// Prints the first records, one per line.
pub fn print(number: u32) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for record in Records::default().take(usize::try_from(number).unwrap_or(usize::MAX)) {
        writeln!(out, "{record}")?;
    }
    out.flush()
}

fn record(random: &mut Random, n: u32) -> Value {
    let councillors = n % 2 == 1;
    let ministry: Ministry = random.pick(&MINISTRIES);
    let about = TopicAndPlace { topic: random.pick(&ministry.topics), place: random.pick(&PLACES) };
    let deposited = back(random.below(SPAN));
    let transmitted = Some(deposited + Days::new(random.within(2, 12).into())).filter(|day| *day <= NEWEST);
    let sub_questions: Vec<Pair<String>> =
        if random.one_in(4) { (0..random.within(2, 4)).map(|_| sentence(random, SUB_QUESTION, &about)).collect() } else { Vec::new() };
    let mut record = json!({
        "source_id": format!("bench:{}", n + 1),
        "kind": "written",
        "chamber": if councillors { "councillors" } else { "representatives" },
        "legislature": 11,
        "number": n / 2 + 1,
        "deposited_on": deposited,
        "transmitted_on": transmitted,
        "authors": [author(random, councillors)],
        "ministries": [both(ministry.name)],
        "subject": both((format!("{} {}", about.topic.0, about.place.0), capital(&format!("{} {}", about.topic.1, about.place.1)))),
        "subject_roles": { "ar": "original", "fr": "official_translation" },
        "text": texts(text(random, &QUESTION, ASK, &about)),
        "sub_questions": sub_questions.into_iter().map(both).collect::<Vec<_>>(),
    });
    if random.one_in(3)
        && let Some(transmitted) = transmitted
    {
        let date = (transmitted + Days::new(random.within(4, 60).into())).min(NEWEST);
        let answer = json!({ "kind": "final", "date": date, "texts": texts(text(random, &ANSWER, ANSWER[0], &about)) });
        if let Some(record) = record.as_object_mut() {
            record.insert("answers".into(), json!([answer]));
        }
    }
    record
}

/// The day so many days before the newest deposit.
pub fn back(days: u32) -> NaiveDate {
    NEWEST.checked_sub_days(Days::new(days.into())).unwrap_or(NEWEST)
}

/// One of two hundred members: a hundred in each Chamber, each in one of eight groups.
fn author(random: &mut Random, councillor: bool) -> Value {
    let member = random.below(100) + if councillor { 100 } else { 0 };
    let of = |list: &[Pair], place: u32| list.get(place as usize).copied().unwrap_or_default();
    let first = of(&FIRST_NAMES, member % 20);
    let family = of(&FAMILY_NAMES, member / 20);
    let group = of(&GROUPS, member % 8);
    json!({
        "name": both((format!("{} {}", first.0, family.0), format!("{} {}", first.1, family.1))),
        "gender": if member % 20 < 10 { "f" } else { "m" },
        "group": both(group),
    })
}

/// A text: the first sentence, then others until it is long enough.
fn text(random: &mut Random, sentences: &[Pair], first: Pair, about: &TopicAndPlace) -> Pair<String> {
    let enough = random.within(TARGET_WORDS.0, TARGET_WORDS.1) as usize;
    let (mut arabic, mut french) = sentence(random, first, about);
    let mut written = 1;
    while words(&french) < enough || words(&arabic) < MIN_WORDS {
        let template = random.pick(sentences);
        let (ar, fr) = sentence(random, template, about);
        // A paragraph has three sentences.
        let between = if written % 3 == 0 { "\n\n" } else { " " };
        written += 1;
        arabic = arabic + between + &ar;
        french = french + between + &fr;
    }
    (arabic, french)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// A sentence in both languages, with the same values filled in.
pub fn sentence(random: &mut Random, (arabic, french): Pair, about: &TopicAndPlace) -> Pair<String> {
    let number = random.within(12, 990).to_string();
    let parts = [
        ("{topic}", about.topic),
        ("{place}", about.place),
        ("{cause}", random.pick(&CAUSES)),
        ("{effect}", random.pick(&EFFECTS)),
        ("{measure}", random.pick(&MEASURES)),
        ("{period}", random.pick(&PERIODS)),
        ("{number}", (number.as_str(), number.as_str())),
    ];
    let mut filled = (arabic.to_owned(), french.to_owned());
    for (slot, part) in parts {
        filled = (filled.0.replace(slot, part.0), filled.1.replace(slot, part.1));
    }
    (filled.0, capital(&filled.1))
}

/// The text with its first letter capitalized.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn both<T: serde::Serialize>((arabic, french): Pair<T>) -> Value {
    json!({ "ar": arabic, "fr": french })
}

fn texts((arabic, french): Pair<String>) -> Value {
    json!({ "ar": { "body": arabic, "provenance": "original" }, "fr": { "body": french, "provenance": "official_translation" } })
}

#[cfg(test)]
mod tests;
