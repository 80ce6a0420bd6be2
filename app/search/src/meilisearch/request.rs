//! A search as Meilisearch gets it: one federated request, the same query on texts as written, on plain words and
//! on stems, each weighing a little less.

use jawab_domain::StandingKind;
use serde_json::{Value, json};

use super::{
    document::{day, whole},
    sentence::{Crossed, Crossing},
    settings::{FACETS, PLAIN, SOUNDS, STEMS, WRITTEN},
};
use crate::{
    analysis::{Kind, Word},
    crossing::Rendering,
    port::{Filters, Query, Sort},
    query::{Clause, Parsed},
    transliterate,
};

/// A text, where it is searched, and what it weighs.
type Search = (String, Vec<&'static str>, f32);

/// What the query weighs with the likeliest translation of each word, and with the second.
const TRANSLATED: [f32; 2] = [0.7, 0.6];

/// What the query weighs where a word only sounds like a name.
const SOUNDING: f32 = 0.5;

/// How near to the words of a query those of a question must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// The same word, in any of its forms.
    Same,
    /// With typos too, or of the same sound: for when nothing has the words themselves.
    Near,
}

/// How many of the words a question must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strategy {
    /// All of them.
    All,
    /// The rarest as long as anything has them.
    Frequency,
}

/// Where to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All texts.
    Everything,
    /// Subjects, for suggestions.
    Subjects,
}

/// The body of a request.
pub(super) fn request(index: &str, query: &Query, plan: &Plan<'_>, (strategy, spelling): (Strategy, Spelling), scope: Scope) -> Value {
    let parsed = plan.parsed;
    let filter = filter(query);
    let matching = if strategy == Strategy::All { "all" } else { "frequency" };
    let typed = plan.crossing.as_ref().filter(|crossing| !crossing.questions.is_empty()).map_or(1.0, |crossing| crossing.typed);
    let queries: Vec<Value> = searches(parsed, scope)
        .into_iter()
        .chain(plan.near(scope).into_iter().filter(|_| spelling == Spelling::Near))
        .chain(plan.translated(scope))
        .chain(plan.sounding(strategy, scope).into_iter().filter(|_| spelling == Spelling::Near))
        .map(|(text, attributes, weight)| ((text, attributes, weight * typed), None))
        .chain(plan.crossed())
        .map(|((text, attributes, weight), only)| {
            let filter: Vec<&String> = filter.iter().chain(&only).collect();
            let mut search = json!({
                "indexUid": index,
                "q": text,
                "attributesToRetrieve": ["id"],
                "matchingStrategy": matching,
                "locales": ["ara", "fra"],
                "filter": filter,
                "federationOptions": { "weight": weight },
            });
            if let Some(search) = search.as_object_mut() {
                if !attributes.is_empty() {
                    search.insert("attributesToSearchOn".into(), json!(attributes));
                }
                search.extend(order(query.sort, parsed.is_empty()).map(|order| ("sort".to_owned(), order)));
            }
            search
        })
        .collect();
    let mut federation = json!({ "offset": query.offset, "limit": query.limit });
    if let Some(federation) = federation.as_object_mut().filter(|_| query.facets) {
        federation.insert("facetsByIndex".into(), json!({ index: FACETS }));
    }
    json!({ "federation": federation, "queries": queries })
}

/// The order asked for; none is by relevance, which needs words.
fn order(sort: Sort, wordless: bool) -> Option<Value> {
    match sort {
        Sort::Relevance if !wordless => None,
        Sort::Relevance | Sort::DepositDate => Some(json!(["deposited:desc", "id:desc"])),
        Sort::DueDate => Some(json!(["open_due:asc", "deposited:desc", "id:desc"])),
        Sort::AnswerDate => Some(json!(["answered:desc", "deposited:desc", "id:desc"])),
    }
}

/// A query in its parts, with what they may read in the other language.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub parsed: &'a Parsed,
    pub renderings: &'a [Vec<Rendering>],
    /// What a sentence finds in the other language.
    pub crossing: Option<Crossing>,
}

impl Plan<'_> {
    /// How many of the searches are for the query as typed; those for its translations come after them.
    pub(super) fn as_typed(&self, spelling: Spelling, scope: Scope) -> usize {
        let near = if spelling == Spelling::Near { self.near(scope).into_iter().count() } else { 0 };
        searches(self.parsed, scope).len() + near
    }

    /// Whether near spellings are any other searches than the same.
    pub(super) fn has_near(&self, scope: Scope) -> bool {
        self.near(scope).is_some() || !self.sounding(Strategy::All, scope).is_empty()
    }

    /// The query on texts as written, where the server looks for typos. A phrase has none.
    fn near(&self, scope: Scope) -> Option<Search> {
        let Parsed { wanted: clauses, unwanted, open } = self.parsed;
        let words = unwanted.is_empty() && !clauses.is_empty() && !clauses.iter().any(|clause| matches!(clause, Clause::Phrase(_)));
        let end = if *open { "" } else { " " };
        words.then(|| (wanted(clauses, |word| &word.folded) + end, within(&WRITTEN, 2, scope), 1.0))
    }

    /// The query with words as they sound, which may be names: those that have no translation, and if all words must be
    /// there also all.
    fn sounding(&self, strategy: Strategy, scope: Scope) -> Vec<Search> {
        let mut texts: Vec<String> = Vec::new();
        for all in [false, true].into_iter().take(if strategy == Strategy::All { 2 } else { 1 }) {
            let sounding = |clause: &Clause, renderings: &Vec<Rendering>| sound(clause).filter(|_| all || renderings.is_empty());
            let clauses = || self.parsed.wanted.iter().zip(self.renderings);
            let word = |(clause, renderings)| {
                sounding(clause, renderings).unwrap_or_else(|| wanted(std::slice::from_ref(clause), |word| &word.stem))
            };
            let text = clauses().map(word).collect::<Vec<_>>().join(" ") + " ";
            let any = clauses().any(|(clause, renderings)| sounding(clause, renderings).is_some());
            if any && scope == Scope::Everything && self.parsed.unwanted.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.into_iter().map(|text| (text, [&[SOUNDS][..], &STEMS, &PLAIN].concat(), SOUNDING)).collect()
    }

    /// The query in the other language: with the likeliest rendering of each word, then with the second. The server
    /// knows no alternatives, so each is a search of its own. What is not wanted stays unwanted.
    fn translated(&self, scope: Scope) -> Vec<Search> {
        let most = self.renderings.iter().map(Vec::len).max().unwrap_or_default().min(TRANSLATED.len());
        if scope == Scope::Subjects || self.crossing.is_some() {
            return Vec::new();
        }
        let unwanted = self.unwanted();
        let text = |choice: usize| {
            let clauses = self.parsed.wanted.iter().zip(self.renderings);
            let words = clauses.map(|(clause, renderings)| match renderings.get(choice).or(renderings.first()) {
                Some(one) => in_a_row(&one.stems),
                None => wanted(std::slice::from_ref(clause), |word| &word.stem),
            });
            let mut words: Vec<String> = words.collect();
            words.dedup();
            format!("{} {unwanted} ", words.join(" "))
        };
        TRANSLATED.iter().take(most).enumerate().map(|(choice, weight)| (text(choice), derived(), *weight)).collect()
    }

    /// The questions that were found word by word, each by itself, with the filter that lets it alone through.
    fn crossed(&self) -> impl Iterator<Item = (Search, Option<String>)> {
        let unwanted = self.unwanted();
        let search = move |one: &Crossed| (format!("{}{unwanted} ", one.text), [&derived()[..], &[SOUNDS]].concat(), one.weight);
        let questions = self.crossing.iter().flat_map(|crossing| &crossing.questions);
        questions.map(move |one| (search(one), Some(format!("id = {}", one.id))))
    }

    fn unwanted(&self) -> String {
        self.parsed.unwanted.iter().map(unwanted).collect::<Vec<_>>().join(" ")
    }
}

/// Each form of the query with where it is searched and what it weighs. What is not wanted is known by its stem, so a
/// query that has that is searched in this form alone.
fn searches(parsed: &Parsed, scope: Scope) -> Vec<Search> {
    if parsed.is_empty() {
        return vec![(String::new(), Vec::new(), 1.0)];
    }
    let (plain, stems) = (within(&PLAIN, 1, scope), within(&STEMS, 1, scope));
    let end = if parsed.open { "" } else { " " };
    let mut searches = Vec::new();
    if parsed.unwanted.is_empty() {
        searches.push((wanted(&parsed.wanted, |word| &word.plain) + end, plain.clone(), 0.99));
    }
    let unwanted = parsed.unwanted.iter().map(unwanted).collect::<Vec<_>>().join(" ");
    let both = stems.into_iter().chain(plain).collect();
    searches.push((format!("{} {unwanted} ", wanted(&parsed.wanted, |word| &word.stem)), both, 0.98));
    searches
}

/// A clause as it is, and as it sounds, should it be a name.
pub(super) fn alike(clause: &Clause) -> Vec<String> {
    let own = wanted(std::slice::from_ref(clause), |word| &word.stem);
    std::iter::once(own).chain(sound(clause)).map(|text| text + " ").collect()
}

/// Words that stand one after the other.
pub(super) fn in_a_row(stems: &[String]) -> String {
    if stems.len() > 1 { format!("\"{}\"", stems.join(" ")) } else { stems.concat() }
}

/// What a word sounds like.
fn sound(clause: &Clause) -> Option<String> {
    match clause {
        Clause::Word(word) => transliterate::key_of(word),
        Clause::Phrase(_) | Clause::Compound { .. } => None,
    }
}

/// All stems and plain words.
fn derived() -> Vec<&'static str> {
    STEMS.iter().chain(&PLAIN).copied().collect()
}

/// Of some attributes those of subjects come first, and may be all that is searched.
fn within(all: &[&'static str], subjects: usize, scope: Scope) -> Vec<&'static str> {
    all.get(..if scope == Scope::Subjects { subjects } else { all.len() }).unwrap_or(all).to_vec()
}

fn wanted(clauses: &[Clause], form: fn(&Word) -> &str) -> String {
    let written = |words: &[Word], form: fn(&Word) -> &str| words.iter().map(|word| whole(form(word))).collect::<Vec<_>>().join(" ");
    let clause = |clause: &Clause| match clause {
        Clause::Word(word) => form(word).to_owned(),
        Clause::Phrase(words) => format!("\"{}\"", written(words, |word| &word.plain)),
        Clause::Compound { parts, joined } => number(parts, joined).unwrap_or_else(|| written(parts, form)),
    };
    clauses.iter().map(clause).collect::<Vec<_>>().join(" ")
}

/// The one form of numbers written together: without separators if they are thousands.
fn number(parts: &[Word], joined: &[Word]) -> Option<String> {
    let numbers = parts.iter().all(|part| part.kind == Kind::Number);
    let plain = joined.iter().find(|word| !word.folded.contains('-')).or(joined.first());
    plain.filter(|_| numbers).map(|word| whole(&word.folded))
}

/// A phrase even for one word: a minus takes only the next token, and the server makes several of some words.
fn unwanted(clause: &Clause) -> String {
    let words = match clause {
        Clause::Word(word) => word.stem.clone(),
        Clause::Compound { parts, joined } if number(parts, joined).is_some() => number(parts, joined).unwrap_or_default(),
        Clause::Phrase(words) | Clause::Compound { parts: words, .. } => {
            words.iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ")
        }
    };
    format!("-\"{words}\"")
}

/// The filters, all of which must hold.
pub(super) fn filter(query: &Query) -> Vec<String> {
    let Filters { chamber, ministry, group, member, theme, status, standing, from, to, language, excluding } = &query.filters;
    let mut all = Vec::new();
    all.extend(chamber.map(|chamber| format!("chamber = {chamber}")));
    all.extend(ministry.map(|id| format!("ministries = {id}")));
    all.extend(group.map(|id| format!("groups = {id}")));
    all.extend(member.map(|id| format!("members = {id}")));
    all.extend(theme.map(|id| format!("themes = {id}")));
    all.extend(status.map(|status| format!("status = {status}")));
    all.extend(from.map(|from| format!("deposited >= {}", day(from))));
    all.extend(to.map(|to| format!("deposited <= {}", day(to))));
    all.extend(language.map(|language| format!("languages = {language}")));
    if let Some(standing) = standing {
        all.extend(in_standing(*standing, query));
    }
    if !excluding.is_empty() {
        all.push(format!("id NOT IN {excluding:?}"));
    }
    all
}

fn in_standing(standing: StandingKind, query: &Query) -> Vec<String> {
    let Some(due) = standing.due_range(query.today) else {
        return vec![format!("clock = {standing}")];
    };
    let from = due.from.map(|from| format!("due >= {}", day(from)));
    let to = due.to.map(|to| format!("due <= {}", day(to)));
    std::iter::once("status = transmitted".to_owned()).chain(from).chain(to).collect()
}
