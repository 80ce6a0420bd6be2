//! Generated questions in the form that engines index. Most are bilingual; some texts exist in one language only, as in real
//! data.

use chrono::{Days, NaiveDate};
use jawab_domain::{Chamber, Locale, PerLocale, Status, TextRole, question::QuestionKind};
use jawab_search::engine::{Document, Named};

use super::language;
use crate::{
    phrases::{ANSWER, ASK, GROUPS, MINISTRIES, PLACES, Pair, QUESTION},
    random::Random,
    records::{self, NEWEST, SPAN, TopicAndPlace, back},
};

/// The seed of all questions.
const SEED: u64 = 0x73_7065_6564;
/// The number of members of both Chambers.
const MEMBERS: u32 = 515;
/// The range of sentences per text.
const SENTENCES: (u32, u32) = (3, 6);

/// A question with the data that queries are made from.
#[derive(Debug, Clone)]
pub(super) struct Invented {
    pub document: Document,
    /// The topic of its subject.
    pub topic: Pair,
    /// The place in its subject.
    pub place: Pair,
    /// A person named in its text.
    pub name: Pair<String>,
}

/// An endless sequence of questions; the first ones are the same however many are taken.
#[derive(Debug)]
pub(super) struct Questions {
    random: Random,
    done: u32,
}

impl Default for Questions {
    fn default() -> Self {
        Self { random: Random::new(SEED), done: 0 }
    }
}

impl Iterator for Questions {
    type Item = Invented;

    fn next(&mut self) -> Option<Invented> {
        self.done += 1;
        Some(question(&mut self.random, self.done))
    }
}

fn question(random: &mut Random, n: u32) -> Invented {
    let ministry = random.below(12);
    let body = MINISTRIES.get(ministry as usize).copied().unwrap_or_default();
    let about = TopicAndPlace { topic: random.pick(&body.topics), place: random.pick(&PLACES) };
    let (name, village) = (language::name(random), language::name(random));
    let chamber = if n % 2 == 1 { Chamber::Representatives } else { Chamber::Councillors };
    let deposited = back(random.below(SPAN));
    let transmitted = Some(deposited + Days::new(random.within(2, 12).into())).filter(|day| *day <= NEWEST);
    let answered = transmitted.filter(|_| random.one_in(3)).map(|day| (day + Days::new(random.within(4, 60).into())).min(NEWEST));
    let languages: &[Locale] = match random.below(8) {
        0 | 1 => &[Locale::Ar],
        2 => &[Locale::Fr],
        _ => Locale::ALL,
    };
    let subject = (
        format!("{} {} {}", about.topic.0, village.0, about.place.0),
        format!("{} {} {}", records::capital(about.topic.1), village.1, about.place.1),
    );
    let text = text(random, ASK, &QUESTION, &about, &name);
    let answer = answered.map(|_| self::text(random, ANSWER.first().copied().unwrap_or_default(), &ANSWER, &about, &name));
    let moved = random.one_in(10).then(|| random.below(12));
    let document = Document {
        id: n.into(),
        version: 1,
        chamber: Some(chamber),
        legislature: Some(11),
        number: i32::try_from(n.div_ceil(2)).ok(),
        kind: QuestionKind::Written,
        status: status(transmitted, answered, random.one_in(40)),
        subject: in_languages(languages, subject),
        question: in_languages(languages, text),
        answer: answer.map_or_else(PerLocale::default, |answer| in_languages(languages, answer)),
        languages: languages.to_vec(),
        roles: vec![TextRole::Original],
        authors: authors(random),
        ministries: vec![named(ministry, body.name)],
        ministries_ever: std::iter::once(ministry).chain(moved).map(i64::from).collect(),
        themes: vec![named(ministry, about.topic)],
        groups: vec![named(n % 8, GROUPS.get(n as usize % 8).copied().unwrap_or_default())],
        deposited_on: Some(deposited),
        due_on: transmitted.map(|day| day + Days::new(20)),
        answered_on: answered,
    };
    Invented { document, topic: about.topic, place: about.place, name }
}

const fn status(transmitted: Option<NaiveDate>, answered: Option<NaiveDate>, withdrawn: bool) -> Status {
    match (transmitted, answered) {
        (_, Some(_)) => Status::Answered,
        _ if withdrawn => Status::Withdrawn,
        (Some(_), None) => Status::Transmitted,
        (None, None) => Status::Deposited,
    }
}

/// Usually one author; sometimes several.
fn authors(random: &mut Random) -> Vec<Named> {
    let number = if random.one_in(6) { random.within(2, 4) } else { 1 };
    let author = |_| {
        let member = random.below(MEMBERS);
        let name = language::name_of(member);
        named(member, (&name.0, &name.1))
    };
    (0..number).map(author).collect()
}

fn named(id: u32, (arabic, french): Pair<&str>) -> Named {
    Named { id: id.into(), names: vec![arabic.to_owned(), french.to_owned()] }
}

fn in_languages(languages: &[Locale], (arabic, french): Pair<String>) -> PerLocale<String> {
    let has = |locale| languages.contains(&locale);
    PerLocale { ar: Some(arabic).filter(|_| has(Locale::Ar)), fr: Some(french).filter(|_| has(Locale::Fr)) }
}

/// A text that names a person: sentences of the phrases, each followed by one of the generated language.
fn text(random: &mut Random, first: Pair, sentences: &[Pair], about: &TopicAndPlace, name: &Pair<String>) -> Pair<String> {
    let (mut arabic, mut french) = records::sentence(random, first, about);
    arabic = format!("{arabic} {}", name.0);
    french = format!("{french} {}", name.1);
    for _ in 0..random.within(SENTENCES.0, SENTENCES.1) {
        let template = random.pick(sentences);
        for (ar, fr) in [records::sentence(random, template, about), language::sentence(random)] {
            arabic = arabic + " " + &ar;
            french = french + " " + &fr;
        }
    }
    (arabic, french)
}
