//! The public reference of a question: Chamber, legislature, number. Numbers start again with each legislature.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::codes;

/// A Chamber of the Parliament.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chamber {
    /// مجلس النواب, Chambre des représentants: its members are deputies.
    Representatives,
    /// مجلس المستشارين, Chambre des conseillers: its members are councillors.
    Councillors,
}

codes!(Chamber { Representatives = "representatives", Councillors = "councillors" });

/// The ordinal of a legislature (1 to 99; the eleventh began in October 2021).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Legislature(u8);

/// The number a Chamber gave a question within a legislature (1 to 999,999).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct QuestionNumber(u32);

impl QuestionNumber {
    /// The largest number.
    pub const MAX: i32 = 999_999;
    /// The largest number given by hand that counts in its series. The hundred thousand numbers above it are left to the series itself,
    /// so that no number given by hand brings it to its end.
    pub const MAX_IN_SERIES: i32 = 899_999;
}

/// Why a reference or a part of it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// A legislature outside 1–99.
    #[error("a legislature is a number from 1 to 99")]
    Legislature,
    /// A question number outside 1–999,999.
    #[error("a question number is a number from 1 to 999999")]
    Number,
    /// Not of the form `chamber/legislature/number`.
    #[error("a reference is chamber/legislature/number, as in councillors/11/1234")]
    Form,
}

impl TryFrom<i32> for Legislature {
    type Error = ReferenceError;
    fn try_from(value: i32) -> Result<Self, ReferenceError> {
        u8::try_from(value).ok().filter(|n| (1..=99).contains(n)).map(Self).ok_or(ReferenceError::Legislature)
    }
}

impl From<Legislature> for i32 {
    fn from(value: Legislature) -> Self {
        Self::from(value.0)
    }
}

impl TryFrom<i32> for QuestionNumber {
    type Error = ReferenceError;
    fn try_from(value: i32) -> Result<Self, ReferenceError> {
        u32::try_from(value).ok().filter(|_| (1..=Self::MAX).contains(&value)).map(Self).ok_or(ReferenceError::Number)
    }
}

impl From<QuestionNumber> for i32 {
    fn from(value: QuestionNumber) -> Self {
        value.0.cast_signed()
    }
}

impl fmt::Display for Legislature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for QuestionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Legislature {
    type Err = ReferenceError;
    fn from_str(s: &str) -> Result<Self, ReferenceError> {
        digits(s).ok_or(ReferenceError::Legislature)?.try_into()
    }
}

impl FromStr for QuestionNumber {
    type Err = ReferenceError;
    fn from_str(s: &str) -> Result<Self, ReferenceError> {
        digits(s).ok_or(ReferenceError::Number)?.try_into()
    }
}

/// Plain digits only: `i32::from_str` also accepts a sign.
fn digits(s: &str) -> Option<i32> {
    s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok()).flatten()
}

/// The public reference of a published question: `councillors/11/1234`. It never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// The Chamber that registered the question.
    pub chamber: Chamber,
    /// The legislature within which the number is unique.
    pub legislature: Legislature,
    /// The number.
    pub number: QuestionNumber,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.chamber, self.legislature, self.number)
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;
    fn from_str(s: &str) -> Result<Self, ReferenceError> {
        let mut parts = s.split('/');
        let (Some(chamber), Some(legislature), Some(number), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(ReferenceError::Form);
        };
        Ok(Self { chamber: chamber.parse().map_err(|_| ReferenceError::Form)?, legislature: legislature.parse()?, number: number.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_reference_reads_back_as_written(chamber in 0..2_usize, legislature in 1..=99_i32, number in 1..=999_999_i32) {
            let reference = Reference {
                chamber: Chamber::ALL[chamber],
                legislature: legislature.try_into().unwrap(),
                number: number.try_into().unwrap(),
            };
            prop_assert_eq!(reference.to_string().parse(), Ok(reference));
        }

        #[test]
        fn no_text_makes_parsing_panic(text in "\\PC*") {
            let _ = text.parse::<Reference>();
        }
    }

    #[test]
    fn parts_out_of_range_are_refused() {
        assert_eq!("councillors/0/12".parse::<Reference>(), Err(ReferenceError::Legislature));
        assert_eq!("councillors/11/0".parse::<Reference>(), Err(ReferenceError::Number));
        assert_eq!("councillors/11/+5".parse::<Reference>(), Err(ReferenceError::Number));
        assert_eq!("senate/11/5".parse::<Reference>(), Err(ReferenceError::Form));
        assert_eq!("councillors/11/5/6".parse::<Reference>(), Err(ReferenceError::Form));
    }
}
