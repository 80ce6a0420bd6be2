//! What use cases find wrong, as forms and the API say it.

use jawab_service::use_cases::Problem as Fault;
use jawab_ui::form::Problem;

const MEBIBYTE: usize = 1 << 20;

/// What a form says of a fault.
pub(crate) fn problem(fault: Fault) -> Problem {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let bound = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    match fault {
        Fault::Missing => Problem::Missing,
        Fault::TooLong { most } => Problem::TooLong(most),
        Fault::Nul => Problem::Nul,
        Fault::DirectionControls => Problem::DirectionControls,
        Fault::OutOfRange { least, most } => Problem::NotANumber(bound(least), bound(most)),
        Fault::Unknown => Problem::NotOnOffer,
        Fault::NotASha256 => Problem::NotASha256,
        Fault::NotOfMinistry => Problem::NotOfMinistry,
        Fault::WrongAnswer => Problem::WrongAnswer,
        Fault::Twice => Problem::Twice,
        Fault::Taken => Problem::Taken,
        Fault::Overlaps => Problem::Overlaps,
        Fault::Unreadable => Problem::FileUnreadable,
        Fault::TooEarly(day) => Problem::Before(day),
        Fault::TooLate(day) => Problem::InFuture(day),
        Fault::NotBefore(day) => Problem::After(day),
        Fault::OutsideLegislature { from, to } => Problem::OutsideLegislature(from, to),
        Fault::NotSeated { who, on } => Problem::NotSeated(who, on),
        Fault::MinistryEnded { who, since, successors } => Problem::MinistryEnded(who, since, successors),
        Fault::SeveralSuccessors => Problem::SeveralSuccessors,
        Fault::LeftOutside { questions } => Problem::LeftOutside(questions),
        Fault::NoLegislature => Problem::NoLegislature,
        Fault::UnrecordedLegislature => Problem::UnrecordedLegislature,
        Fault::NotAnAddress => Problem::NotAWebAddress,
        Fault::NoLastDay => Problem::NoLastDay,
        Fault::NotOver(day) => Problem::NotOver(day),
        Fault::DayPassed => Problem::DayPassed,
        Fault::Fixed => Problem::Fixed,
        Fault::SubQuestionsFixed => Problem::SubQuestionsFixed,
        Fault::MinistriesFixed => Problem::MinistriesFixed,
        Fault::Addressed { place } => Problem::SubQuestionAddressed(place),
        Fault::WrongLink => Problem::WrongLink,
        Fault::NotInText => Problem::NotInText,
        Fault::HasName => Problem::HasName,
        Fault::TooManyWords { most } => Problem::TooManyWords(small(most)),
        Fault::TooManyPlaces { most } => Problem::TooManyPlaces(small(most)),
        Fault::Exists => Problem::AlreadyThere,
        Fault::Unreachable => Problem::Unreachable,
        Fault::NotAPdf => Problem::NotAPdf,
        Fault::Encrypted => Problem::Encrypted,
        Fault::TooCostly => Problem::FileTooComplicated,
        Fault::TooMany { most } => Problem::TooMany(small(most)),
        Fault::TooManyPages { most } => Problem::TooManyPages(small(most)),
        Fault::TooLarge { most } => Problem::FileTooLarge(small(most / MEBIBYTE)),
    }
}
