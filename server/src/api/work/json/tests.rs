use super::*;
use crate::api::work::{AnswerBody, DepositBody, QuestionBody};

/// Where a body is at fault, and with what.
fn fault<T: DeserializeOwned + fmt::Debug>(body: &str) -> (String, JsonProblem) {
    match read::<T>(body.as_bytes()) {
        Err(AppError::InvalidJson(InvalidJson { pointer, fault })) => (pointer, fault),
        other => panic!("{body}: {other:?}"),
    }
}

#[test]
fn each_fault_of_shape_has_its_place_and_its_kind() {
    use JsonProblem::*;
    for (rest, pointer, expected) in [
        (r#""colour": 1"#, "/colour", UnknownKey),
        (r#""a/b~c": 1"#, "/a~1b~0c", UnknownKey),
        (r#""chamber": "councillors""#, "/chamber", RepeatedKey),
        (r#""number": 1, "number": 1"#, "/number", RepeatedKey),
        (r#""number": "12""#, "/number", NotANumber),
        (r#""number": 1.5"#, "/number", NotANumber),
        (r#""number": 99999999999"#, "/number", NotANumber),
        (r#""number": 99999999999999999999"#, "/number", NotANumber),
        (r#""publish": 1"#, "/publish", NotABoolean),
        (r#""authors": "a""#, "/authors", NotAList),
        (r#""authors": ["a", 2]"#, "/authors/1", NotText),
        (r#""kind": "spoken""#, "/kind", NotAChoice),
        (r#""deposit": {"on": "29/11/2026"}"#, "/deposit/on", NotADay),
        (r#""deposit": {"on": "2026-02-30"}"#, "/deposit/on", NotADay),
        (r#""deposit": {"on": 3}"#, "/deposit/on", NotText),
        (r#""deposit": {"when": 3}"#, "/deposit/when", UnknownKey),
        (r#""deposit": []"#, "/deposit", NotAnObject),
        (r#""subject": ["a", "b"]"#, "/subject", NotAnObject),
        (r#""subject": {"fr": 3}"#, "/subject/fr", NotTextOrObject),
        (r#""subject": {"fr": 1.5}"#, "/subject/fr", NotTextOrObject),
        (r#""subject": {"fr": ["a"]}"#, "/subject/fr", NotTextOrObject),
        (r#""subject": {"fr": {}}"#, "/subject/fr/body", MissingKey),
        (r#""subject": {"fr": {"body": "a", "rolle": "b"}}"#, "/subject/fr/rolle", UnknownKey),
        (r#""subject": {"fr": {"body": "a", "role": "b"}}"#, "/subject/fr/role", NotAChoice),
        (r#""text": {"fr": {"body": "a", "source": {"date": "hier"}}}"#, "/text/fr/source/date", NotADay),
        (r#""text": {"de": "a"}"#, "/text/de", UnknownKey),
        (r#""press": [{}, {"date": "hier"}]"#, "/press/1/date", NotADay),
        (r#""links": [{"kind": "renews"}]"#, "/links/0/to", MissingKey),
    ] {
        let body = format!(r#"{{"chamber": "councillors", {rest}}}"#);
        assert_eq!(fault::<QuestionBody>(&body), (pointer.to_owned(), expected), "{rest}");
    }
    assert_eq!(fault::<QuestionBody>(""), ("/chamber".to_owned(), MissingKey));
    assert_eq!(fault::<AnswerBody>(r#"{"ministry": "a", "texts": {}, "minister": {"fr": {}}}"#), ("/minister/fr".to_owned(), NotText));
    for whole in ["[]", "3", "null", "\"a\""] {
        assert_eq!(fault::<DepositBody>(whole), (String::new(), NotAnObject), "{whole}");
    }
}

#[test]
fn what_has_the_right_shape_is_read() {
    let body = r#"{"chamber": "councillors", "number": null, "legislature": 11, "publish": true, "deposit": {"on": "2026-11-02"},
        "subject": {"fr": "Un", "ar": {"body": "واحد", "role": "original", "source": {"page": "3"}}}, "authors": ["a"]}"#;
    let read: QuestionBody = read(body.as_bytes()).unwrap();
    assert_eq!((read.number, read.legislature, read.publish, read.authors.as_slice()), (None, Some(11), true, &["a".to_owned()][..]));
    assert_eq!(read.deposit.unwrap().on.unwrap().to_string(), "2026-11-02");
    assert!(read.subject.fr.is_some() && read.subject.ar.is_some());
    assert!(matches!(super::read::<DepositBody>(b"{} {}"), Err(AppError::BadRequest(BadRequest::Json))));
}
