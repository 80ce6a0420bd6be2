//! An answer before it is published: whose it is, of which day, for how many questions, what becomes of the deadline, who will see it,
//! and that nobody will where a question is not published itself.

use axum::response::Response;
use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Locale, PerLocale, Publication, Standing, Status, lifecycle::Command, text::TextPart};
use jawab_service::{
    UseCases,
    use_cases::{ExpectedVersion, UnitOfWork, UseCaseError},
};
use jawab_store::{
    Connection, StoreError,
    read::{self, Names, QuestionRecord},
    works,
};
use jawab_ui::{
    form::{ACTION, FormProblem, FormState, Post, SHOWN},
    model::Linked,
    pages::staff::{
        ConfirmPage, StaffBody,
        confirm::{AND_PUBLISH, ConfirmedAct, Consequence, is_confirmed},
    },
};

use crate::{
    error::AppError,
    staff::{
        SignedIn,
        confirmation::{fingerprint, other_scripts, submitted_late, unowed_answer_consequence},
        questions::corrections,
        submission::{new_idempotency_key, status_of},
    },
    web::view,
};

/// The field that says that some of the questions are not published.
pub const UNSEEN: &str = "unseen";

/// An answer that is to be published.
pub struct Answering {
    /// By which act.
    pub act: ConfirmedAct,
    /// Whose.
    pub ministry: Linked,
    /// What it is.
    pub kind: AnswerKind,
    /// Its day.
    pub on: NaiveDate,
    /// The day on which its ministry submitted it here, if it did.
    pub submitted: Option<NaiveDate>,
    /// Its texts.
    pub texts: Vec<(Locale, String)>,
    /// Who signed it.
    pub signed_by: PerLocale<String>,
    /// The other questions that it answers.
    pub also: Vec<i64>,
}

/// Whether the public sees nothing of a question, and could.
fn is_unseen(record: &QuestionRecord) -> bool {
    record.publication == Publication::Unpublished && record.status != Status::Draft
}

/// Whether publishing an answer shows it to the public: in one of its questions at least.
pub fn is_shown<'a>(mut questions: impl Iterator<Item = &'a QuestionRecord>) -> bool {
    questions.any(|record| record.publication == Publication::Published)
}

impl Answering {
    /// When the ministry's answer to a question is due.
    fn due(&self, record: &QuestionRecord) -> Option<NaiveDate> {
        record.ministries().find(|part| part.ministry.slug == self.ministry.slug)?.due_on
    }

    /// The other ministries that owe an answer still.
    fn others_owe(&self, questions: &[&QuestionRecord]) -> Vec<Linked> {
        let mut owe: Vec<Linked> = Vec::new();
        let parts = questions.iter().flat_map(|record| record.ministries().filter(|part| !record.has_answered(part)));
        for part in parts.filter(|part| part.ministry.slug != self.ministry.slug) {
            if owe.iter().all(|other| other.slug != part.ministry.slug) {
                owe.push(view::linked(part.ministry.clone()));
            }
        }
        owe
    }

    /// Its day, how that stands to when it was due, and what becomes of the deadline.
    fn deadline(&self, questions: &[&QuestionRecord], today: NaiveDate) -> Vec<Consequence> {
        let mut says = vec![Consequence::Given(self.on)];
        says.extend(self.submitted.map(Consequence::SubmittedOn));
        let due: Vec<_> = questions.iter().filter_map(|record| Some((*record, self.due(record)?))).collect();
        match self.kind {
            AnswerKind::Final => {
                says.extend(due.iter().map(|(record, due)| Consequence::Against {
                    due: *due,
                    standing: Standing::on(today, Status::Answered, Some(*due), Some(self.on)),
                    of: (questions.len() > 1).then(|| view::row(*record, today)),
                }));
                says.extend(self.submitted_late(questions, today));
                let others = self.others_owe(questions);
                if !due.is_empty() {
                    says.push(if others.is_empty() { Consequence::ClockStops } else { Consequence::OthersOwe(others) });
                }
            }
            AnswerKind::Holding => {
                says.push(Consequence::ClockGoesOn);
                if let ([_], [(_, due)]) = (questions, due.as_slice()) {
                    says.push(Consequence::SameDue(Some(*due)));
                }
            }
            AnswerKind::Correction => {}
        }
        says
    }
}

impl Answering {
    /// The questions for which its day is in time, and that of its submission is not.
    fn submitted_late(&self, questions: &[&QuestionRecord], today: NaiveDate) -> Vec<Consequence> {
        let Some(submitted) = self.submitted.filter(|_| self.kind == AnswerKind::Final) else { return Vec::new() };
        let of = |record: &QuestionRecord| (questions.len() > 1).then(|| view::row(record, today));
        questions.iter().copied().filter_map(|record| submitted_late(self.on, submitted, self.due(record), of(record))).collect()
    }

    /// Its texts that are in another script than their language’s.
    fn other_scripts(&self) -> Vec<Consequence> {
        other_scripts(self.texts.iter().map(|(locale, body)| (TextPart::Answer, *locale, body.as_str())))
    }

    /// What to look at before it is accepted.
    pub fn warnings(&self, questions: &[&QuestionRecord], today: NaiveDate) -> Vec<Consequence> {
        [self.submitted_late(questions, today), self.other_scripts()].concat()
    }
}

/// What publishing an answer brings about.
struct Effect {
    says: Vec<Consequence>,
    /// Whether the public sees it, in one of its questions at least.
    shown: bool,
    /// Its questions of which the public sees nothing, and could.
    unseen: Vec<ExpectedVersion>,
    /// Whether the public will see less of it than of a published question’s.
    is_veiled: bool,
}

impl Effect {
    /// A print of its sentences, and one that is made also of the versions of the questions that can be shown to the public along with it.
    fn fingerprint(&self) -> String {
        format!("{}.{}", fingerprint(&self.says), fingerprint(&(&self.says, &self.unseen)))
    }

    /// What is to be said to whoever confirmed what has this print, where it is not what would come of it now.
    fn differs(&self, confirmed: &str) -> Option<FormProblem> {
        let says = |print: &str| print.split_once('.').map(|(says, _)| says.to_owned());
        match self.fingerprint() {
            now if now == confirmed => None,
            now if says(&now) == says(confirmed) => Some(FormProblem::UnpublishedChanged),
            _ => Some(FormProblem::NotAsShown),
        }
    }
}

impl Answering {
    /// Its ministry, by its identity.
    fn ministry_of(&self, questions: &[&QuestionRecord]) -> Option<i64> {
        let mut parts = questions.iter().flat_map(|record| record.ministries());
        parts.find(|part| part.ministry.slug == self.ministry.slug).map(|part| part.ministry.id)
    }

    /// What somebody asked for and it closes, as that could be decided no longer: corrections, and transfers.
    pub(super) async fn closed(
        &self,
        signed: &SignedIn,
        db: &impl Connection,
        questions: &[&QuestionRecord],
    ) -> Result<Vec<Consequence>, UseCaseError> {
        let Some(ministry) = self.ministry_of(questions) else { return Ok(Vec::new()) };
        let command = Command::Answer { on: self.on, ministry, kind: self.kind };
        let mut says = Vec::new();
        for record in questions {
            let of = (questions.len() > 1).then(|| view::row(*record, signed.app.clock.today()));
            let closed = corrections::closed(db, signed, record, command.clone()).await?;
            says.extend(closed.map(|asked| Consequence::CorrectionClosed { asked, of: of.clone() }));
            let transfers = UseCases::closed_transfers(db, signed.actor(), record.id, command.clone()).await?;
            // This may be within a change, from which nothing is read by another connection: not the names in memory either.
            let named = transfers.iter().flat_map(|asked| [asked.from_ministry_id, asked.to_ministry_id]).collect();
            let names = if transfers.is_empty() { Names::default() } else { Names::ministries(db, Some(&named)).await? };
            for asked in transfers {
                let [from, to] =
                    [asked.from_ministry_id, asked.to_ministry_id].map(|id| names.on(id, None).map(view::linked).unwrap_or_default());
                says.push(Consequence::TransferClosed { from, to, of: of.clone() });
            }
        }
        Ok(says)
    }

    /// What becomes of the answers that its ministry has begun, where the Chamber records one.
    async fn replaced(&self, db: &impl Connection, questions: &[&QuestionRecord]) -> Result<Vec<Consequence>, StoreError> {
        if self.act != ConfirmedAct::Record || self.kind != AnswerKind::Final {
            return Ok(Vec::new());
        }
        let Some(ministry) = self.ministry_of(questions) else { return Ok(Vec::new()) };
        let ids: Vec<i64> = questions.iter().map(|record| record.id).collect();
        let theirs = works::prepared(db, &ids).await?.into_iter().filter(|of| of.ministry == ministry);
        let replaced = |ministry, handed_over| Consequence::AnswerReplaced { ministry, handed_over };
        Ok(theirs.map(|of| unowed_answer_consequence(of, self.ministry.clone(), replaced)).collect())
    }

    /// What publishing it brings about, as a question is and the others are that it answers.
    async fn effect(&self, signed: &SignedIn, db: &impl Connection, record: &QuestionRecord) -> Result<Effect, UseCaseError> {
        let today = signed.app.clock.today();
        let others = read::load(db, signed.viewer(), &self.also).await?;
        let all: Vec<&QuestionRecord> = std::iter::once(record).chain(&others).collect();
        let unseen: Vec<&QuestionRecord> = all.iter().copied().filter(|one| is_unseen(one)).collect();
        let shown = is_shown(all.iter().copied());
        let (ministry, questions) = (self.ministry.clone(), 1 + self.also.len() as u64);
        let answered = match (shown, self.act) {
            (true, _) => Consequence::Answered { ministry, questions },
            (false, ConfirmedAct::Accept) => Consequence::Accepted { ministry, questions },
            (false, _) => Consequence::Recorded { ministry, questions },
        };
        let mut says = vec![answered];
        says.extend((!self.signed_by.is_empty()).then(|| Consequence::SignedBy(self.signed_by.clone())));
        says.extend(self.replaced(db, &all).await?);
        says.extend(self.other_scripts());
        says.extend(self.deadline(&all, today));
        says.extend(self.closed(signed, db, &all).await?);
        match record.publication {
            Publication::Published => says.push(Consequence::Seen),
            Publication::Hidden => says.push(Consequence::Hidden),
            Publication::Unpublished => {}
        }
        if !unseen.is_empty() {
            says.push(Consequence::AnswerUnseen(unseen.iter().map(|record| view::row(*record, today)).collect()));
        }
        says.push(Consequence::Lasting);
        let is_veiled = record.publication == Publication::Hidden || !unseen.is_empty();
        let unseen = unseen.into_iter().map(|one| ExpectedVersion { question: one.id, version: one.version }).collect();
        Ok(Effect { says, shown, unseen, is_veiled })
    }
}

/// The page that says what publishing the answer brings about. Where it was confirmed and is shown again, it says why.
///
/// # Errors
/// When the database cannot be read.
pub async fn show(
    signed: &SignedIn,
    record: &QuestionRecord,
    of: Answering,
    version: i64,
    mut state: FormState,
) -> Result<Response, AppError> {
    let today = signed.app.clock.today();
    let effect = of.effect(signed, signed.app.database.reader(), record).await?;
    if is_confirmed(&state)
        && let Some(problem) = effect.differs(state.get(SHOWN))
    {
        state.add_problem("", problem);
    }
    state.set(SHOWN, effect.fingerprint());
    state.clear(UNSEEN);
    if effect.is_veiled {
        state.set(UNSEEN, "yes");
    }
    let status = status_of(&state);
    let page = ConfirmPage {
        act: if effect.shown { of.act } else { of.act.unseen() },
        question: Some(view::row(record, today)),
        subject: record.title(),
        post: Post {
            action: signed.request.path_and_query.clone(),
            idempotency_key: new_idempotency_key(),
            version: Some(version),
            files: false,
        },
        state,
        says: effect.says,
        preview: None,
        can_publish: !effect.unseen.is_empty(),
    };
    signed.show(status, StaffBody::Confirm(Box::new(page))).await
}

/// Publishes the questions of an answer that the public does not see yet, where that is asked for; gives the question in hand, as it is
/// then. What is done is what was shown, and in the versions that could be read then: none where something else would come of it by now,
/// or one of these questions was changed.
///
/// # Errors
/// As for publishing each of them.
pub async fn publish(
    signed: &SignedIn,
    unit: &mut UnitOfWork,
    record: &QuestionRecord,
    of: &Answering,
    form: &FormState,
) -> Result<Option<ExpectedVersion>, UseCaseError> {
    let effect = of.effect(signed, unit.db(), record).await?;
    if effect.differs(form.get(SHOWN)).is_some() {
        return Ok(None);
    }
    let mut expected = ExpectedVersion { question: record.id, version: record.version };
    for one in effect.unseen.into_iter().filter(|_| form.get(ACTION) == AND_PUBLISH) {
        let saved = unit.publish(one).await?;
        if saved.id == record.id {
            expected = saved.expected();
        }
    }
    Ok(Some(expected))
}
