//! Between the form of a translation and its use cases.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use jawab_domain::{
    Locale, TextRole,
    field::{FieldName, FieldPart, FieldPath},
    text::{Provenance, TextPart, is_in_other_script},
    translation::{TranslationWarning, check_translation},
    validation::Problem,
};
use jawab_service::use_cases::TextInput;
use jawab_ui::{
    catalogue::Tr,
    form::{FormProblem, FormState},
    pages::staff::translation::{ROLES, SUB, label},
};

use super::pieces::Piece;
use crate::staff::conflict::Parts;

/// What is said of a translation itself. Its texts are compared piece by piece.
const ABOUT: Parts =
    Parts { groups: &[], dates: &[FieldName::SourceDate.form()], keeps: |name| FieldPath::from_form(name, &OF_TRANSLATION).is_some() };
/// The fields of that.
const OF_TRANSLATION: [FieldName; 5] =
    [FieldName::Role, FieldName::SourceDocument, FieldName::SourcePage, FieldName::SourceUrl, FieldName::SourceDate];

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
            form.set(FieldName::Role.form(), first.role.code());
        }
        let of = &first.provenance;
        let said = [(FieldName::SourceDocument, &of.document), (FieldName::SourcePage, &of.page), (FieldName::SourceUrl, &of.url)];
        for (field, value) in said {
            if let Some(value) = value {
                form.set(field.form(), value.clone());
            }
        }
        if let Some(on) = of.date {
            form.set_date(FieldName::SourceDate.form(), on);
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
    let word = |name: &str, value: &str| role(value).filter(|_| name == FieldName::Role.form()).unwrap_or_else(|| value.to_owned());
    let said = |name: &str| ABOUT.said(tr, &saved, name, |value| word(name, value));
    let differing = ABOUT.fields(&ABOUT.differing(&saved, typed), (&saved, typed));
    differing.into_iter().map(|name| (label(tr, &name, &[]), said(&name))).collect()
}

/// What the form asks for; what is wrong with it is put into it.
pub(super) fn read(into: Locale, pieces: &[Piece], form: &mut FormState) -> Asked {
    let date = form.date(FieldName::SourceDate.form()).unwrap_or_else(|problem| {
        form.add_problem(FieldName::SourceDate.form(), problem);
        None
    });
    let text = |field: FieldName| form.filled(field.form()).map(str::to_owned);
    let provenance = Provenance {
        document: text(FieldName::SourceDocument),
        page: text(FieldName::SourcePage),
        url: text(FieldName::SourceUrl),
        date,
        sha256: None,
    };
    let role: Option<TextRole> = form.get(FieldName::Role.form()).parse().ok().filter(|role| ROLES.contains(role));
    let saved = filled(pieces);
    let otherwise = !ABOUT.differing(&saved, form).is_empty();
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
            let of_script = is_in_other_script(into, &body).then_some(TranslationWarning::OtherScript(into));
            asked.doubts.extend(of_script.into_iter().chain(doubted(piece, form)).map(|doubt| (piece.name.clone(), doubt)));
        }
        // The hash of the source's file goes with its name and address.
        let sha256 = before.filter(|_| !otherwise).and_then(|saved| saved.provenance.sha256.clone());
        let input =
            TextInput { body, role: role.unwrap_or(TextRole::Unspecified), provenance: Provenance { sha256, ..provenance.clone() } };
        asked.texts.push((n, input));
    }
    emptied.into_iter().for_each(|field| form.add_problem(field, Problem::Missing));
    gaps.into_iter().for_each(|(field, (from, to))| form.add_problem(field, FormProblem::UntranslatedParagraphs(from, to)));
    if role.is_none() && !asked.texts.is_empty() {
        form.add_problem(FieldName::Role.form(), FormProblem::NotChosen);
    }
    if form.has(FieldName::Reviewed.form(), "yes") {
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
pub(super) fn named(piece: &Piece, field: FieldPath) -> String {
    let about = match (field.name, field.part) {
        (_, Some(FieldPart::Document)) => FieldName::SourceDocument,
        (_, Some(FieldPart::Page)) => FieldName::SourcePage,
        (_, Some(FieldPart::Url)) => FieldName::SourceUrl,
        (FieldName::Reason, _) => FieldName::Reason,
        _ => return piece.field(1),
    };
    about.form().to_owned()
}
