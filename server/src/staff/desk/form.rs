//! Between the form of a translation and its use cases.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use jawab_domain::{
    TextRole,
    text::{Provenance, TextPart},
    translation::{TranslationWarning, check_translation},
};
use jawab_service::use_cases::TextInput;
use jawab_ui::{
    catalogue::Tr,
    form::{FormState, Problem},
    pages::staff::translation::{ROLES, SUB, label},
};

use super::pieces::Piece;
use crate::staff::conflict::Parts;

/// What is said of a translation itself. Its texts are compared piece by piece.
const ABOUT: Parts = Parts {
    groups: &[],
    dates: &["source"],
    keeps: |name| ["role", "document", "page", "url"].contains(&name) || name.starts_with("source-"),
};

/// What a form asks for.
pub(super) struct Asked {
    /// The texts to be added or changed: which piece, and what it becomes.
    pub texts: Vec<(usize, TextInput)>,
    /// The pieces that were read over.
    pub reviewed: Vec<usize>,
    /// What to look at again, by the piece's name.
    pub doubts: Vec<(String, TranslationWarning)>,
}

impl Asked {
    /// Whether it changes nothing.
    pub fn is_nothing(&self) -> bool {
        self.texts.is_empty() && self.reviewed.is_empty()
    }
}

/// The form as it is saved: one's own translations with what is said of the first of them.
pub(super) fn filled(pieces: &[Piece]) -> FormState {
    let mut form = FormState::default();
    let open = || pieces.iter().filter(|piece| !piece.is_fixed());
    open().for_each(|piece| piece.fill(&mut form));
    if let Some(first) = open().find_map(|piece| piece.saved.as_ref()) {
        if ROLES.contains(&first.role) {
            form.set("role", first.role.code());
        }
        let of = &first.provenance;
        for (name, value) in [("document", &of.document), ("page", &of.page), ("url", &of.url)] {
            if let Some(value) = value {
                form.set(name, value.clone());
            }
        }
        if let Some(on) = of.date {
            form.set_date("source", on);
        }
    }
    form
}

/// What was typed for texts that somebody else has put there for good meanwhile, and reads otherwise; and for sub-questions that are gone.
pub(super) fn left(pieces: &[Piece], typed: &FormState) -> FormState {
    let lost = |piece: &&Piece| piece.is_fixed() && piece.saved.as_ref().is_some_and(|saved| saved.body != piece.body(typed));
    let fields: HashSet<String> =
        pieces.iter().filter(lost).flat_map(|piece| (1..=piece.rows(typed)).map(|row| piece.field(row))).collect();
    let there: HashSet<&str> = pieces.iter().map(|piece| piece.name.as_str()).collect();
    let of = |name: &str| name.rsplit_once('-').map(|(piece, _)| piece.to_owned()).filter(|piece| piece.starts_with(SUB));
    let gone = |name: &str| of(name).is_some_and(|of| !there.contains(of.as_str()));
    let left = typed.pairs().iter().filter(|(name, words)| !words.trim().is_empty() && (fields.contains(name) || gone(name)));
    FormState::from_pairs(left.cloned())
}

/// What somebody else has said meanwhile of the translation itself, where that is not what was typed.
pub(super) fn theirs(tr: Tr, pieces: &[Piece], typed: &FormState) -> Vec<(String, String)> {
    if !pieces.iter().any(|piece| piece.saved.is_some() && !piece.is_fixed()) {
        return Vec::new();
    }
    let saved = filled(pieces);
    let role = |value: &str| value.parse().ok().map(|role| tr.role(role));
    let said =
        |name: &str| ABOUT.said(tr, &saved, name, |value| role(value).filter(|_| name == "role").unwrap_or_else(|| value.to_owned()));
    let differing = ABOUT.fields(&ABOUT.otherwise(&saved, typed), (&saved, typed));
    differing.into_iter().map(|name| (label(tr, &name, &[]), said(&name))).collect()
}

/// What the form asks for; what is wrong with it is put into it.
pub(super) fn read(pieces: &[Piece], form: &mut FormState) -> Asked {
    let date = form.date("source").unwrap_or_else(|problem| {
        form.add_problem("source", problem);
        None
    });
    let text = |name: &str| form.filled(name).map(str::to_owned);
    let provenance = Provenance { document: text("document"), page: text("page"), url: text("url"), date, sha256: None };
    let role: Option<TextRole> = form.get("role").parse().ok().filter(|role| ROLES.contains(role));
    let saved = filled(pieces);
    let said = ["role", "document", "page", "url", "source-day", "source-month", "source-year"];
    let otherwise = said.iter().any(|name| saved.get(name) != form.get(name).trim());
    let mut asked = Asked { texts: Vec::new(), reviewed: Vec::new(), doubts: Vec::new() };
    let (mut emptied, mut gaps) = (Vec::new(), Vec::new());
    for (n, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.is_fixed()) {
        let body = piece.body(form);
        let before = piece.saved.as_ref();
        if body.is_empty() {
            emptied.extend(before.map(|_| piece.field(1)));
            continue;
        }
        gaps.extend(piece.gaps(form).into_iter().map(|row| (piece.field(row), piece.span(row))));
        if before.is_some_and(|saved| saved.body == body) && !otherwise {
            continue;
        }
        if before.is_none_or(|saved| saved.body != body) {
            asked.doubts.extend(doubted(piece, form).into_iter().map(|doubt| (piece.name.clone(), doubt)));
        }
        // The hash of the source's file goes with its name and address.
        let sha256 = before.filter(|_| !otherwise).and_then(|saved| saved.provenance.sha256.clone());
        let input =
            TextInput { body, role: role.unwrap_or(TextRole::Unspecified), provenance: Provenance { sha256, ..provenance.clone() } };
        asked.texts.push((n, input));
    }
    emptied.into_iter().for_each(|field| form.add_problem(field, Problem::Missing));
    gaps.into_iter().for_each(|(field, (from, to))| form.add_problem(field, Problem::UntranslatedParagraphs(from, to)));
    if role.is_none() && !asked.texts.is_empty() {
        form.add_problem("role", Problem::NotChosen);
    }
    if form.has("reviewed", "yes") {
        let kept = |n: usize, piece: &Piece| piece.can_be_reviewed() || asked.texts.iter().any(|(of, _)| *of == n);
        asked.reviewed = pieces.iter().enumerate().filter(|(n, piece)| kept(*n, piece)).map(|(n, _)| n).collect();
    }
    asked
}

fn doubted(piece: &Piece, form: &FormState) -> Vec<TranslationWarning> {
    if piece.source.is_none() {
        return Vec::new();
    }
    let source = piece.source_fields();
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    if piece.part == TextPart::Subject {
        return check_translation(&source, &[piece.body(form).as_str()]);
    }
    // What is refused is not asked about.
    let gaps = piece.gaps(form);
    let is_gap = |doubt: &TranslationWarning| matches!(doubt, TranslationWarning::Empty { paragraph } if gaps.contains(paragraph));
    check_translation(&source, &piece.typed(form)).into_iter().filter(|doubt| !is_gap(doubt)).collect()
}

/// What the box says that sets these doubts aside, and no others; nothing where there are none.
pub(super) fn anyway(doubts: &[(String, TranslationWarning)]) -> Option<String> {
    (!doubts.is_empty()).then(|| {
        let mut hasher = DefaultHasher::new();
        doubts.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    })
}

/// The form's name of a field that a use case names, of a piece's text.
pub(super) fn named(piece: &Piece, field: &str) -> String {
    let last = field.rsplit('.').next().unwrap_or(field);
    match last {
        "document" | "page" | "url" | "reason" => last.to_owned(),
        _ => piece.field(1),
    }
}
