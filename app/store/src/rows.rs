//! Rows of the tables as plain data: the arguments and results of this crate. Enumerations are stored as codes.

use crate::entity;

pub use entity::{
    account::Model as Account, account_ministry::Model as AccountMinistry, annulled_answer::Model as AnnulledAnswer,
    answer::Model as Answer, answer_coverage::Model as AnswerCoverage, answer_day_correction::Model as AnswerDayCorrection,
    answer_question::Model as AnswerQuestion, api_token::Model as ApiToken, attachment::Model as Attachment,
    attribution::Model as Attribution, audit::Model as Audit, author::Model as Author, calendar_feed::Model as CalendarFeed,
    correction_request::Model as CorrectionRequest, deadline_rule::Model as DeadlineRule, earlier_text::Model as EarlierText,
    event::Model as Event, factor_removal::Model as FactorRemoval, hiding_request::Model as HidingRequest, holiday::Model as Holiday,
    idempotency_key::Model as IdempotencyKey, import_run::Model as ImportRun, known_browser::Model as KnownBrowser,
    legislature::Model as Legislature, legislature_lapse::Model as LegislatureLapse, member::Model as Member,
    member_name::Model as MemberName, ministry::Model as Ministry, ministry_name::Model as MinistryName,
    ministry_reminder::Model as MinistryReminder, ministry_succession::Model as MinistrySuccession, ministry_work::Model as MinistryWork,
    numbering::Model as Numbering, one_use_link::Model as OneUseLink, passkey::Model as Passkey, political_group::Model as PoliticalGroup,
    political_group_name::Model as PoliticalGroupName, press_citation::Model as PressCitation, question::Model as Question,
    question_language::Model as QuestionLanguage, question_link::Model as QuestionLink, question_theme::Model as QuestionTheme,
    question_view_count::Model as QuestionViewCount, recovery_code::Model as RecoveryCode, redacted_body::Model as RedactedBody,
    redaction::Model as Redaction, reference_alias::Model as ReferenceAlias, sealing_key::Model as SealingKey, seat::Model as Seat,
    session::Model as Session, sign_in_failure::Model as SignInFailure, site_state::Model as SiteState, sub_question::Model as SubQuestion,
    text::Model as Text, theme::Model as Theme, theme_alias::Model as ThemeAlias, theme_former_name::Model as ThemeFormerName,
    transfer_request::Model as TransferRequest,
};
