use proptest::prelude::*;

use super::*;

fn forms(text: &str, form: fn(&Word) -> &str) -> Vec<String> {
    words(text).iter().filter(|word| !word.joined).map(|word| form(word).to_owned()).collect()
}

fn stem_of(text: &str) -> String {
    words(text).first().map(|word| word.stem.clone()).unwrap_or_default()
}

fn joined(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| word.joined).map(|word| word.folded.clone()).collect()
}

#[test]
fn spellings_of_one_arabic_word_fold_together() {
    for dirty in ["الإدارة", "الادارة", "الإِدَارَة", "الإدا\u{640}رة", "اﻹدارة", "الاداره"] {
        assert_eq!(fold(dirty), "الاداره", "{dirty}");
    }
    assert_eq!(fold("مؤسسة ئ"), "موسسهي");
    assert_eq!(fold("ٱلصحى"), "الصحي");
    assert_eq!(fold("٢٠٣٠۱"), "20301");
    assert_eq!(fold("Œuvre Élevé ÎLE"), "oeuvreeleveile");
}

#[test]
fn arabic_words_lose_article_and_suffixes() {
    for (word, plain, stem) in [
        ("المعطيات", "معطيات", "معط"),
        ("معطيات", "معطيات", "معط"),
        ("للإدارات", "ادارات", "ادار"),
        ("الإدارة", "اداره", "ادار"),
        ("وبالشبكة", "شبكه", "شبك"),
        ("الشبكات", "شبكات", "شبك"),
        ("الالتزام", "تزام", "تزام"),
        ("التزام", "تزام", "تزام"),
        ("للجنة", "لجنه", "لجن"),
        ("الآليات", "اليات", "ال"),
        ("الله", "الله", "الل"),
    ] {
        let all = words(word);
        assert_eq!((all[0].plain.as_str(), all[0].stem.as_str()), (plain, stem), "{word}");
    }
}

#[test]
fn clitics_are_offered_not_taken() {
    assert_eq!(without_clitics("وشبكات"), ["شبكات"]);
    assert_eq!(without_clitics("وبمستشفي"), ["بمستشفي", "مستشفي"]);
    assert!(without_clitics("فكره").is_empty(), "كرة is no part of فكرة");
    assert!(without_clitics("وزاره").is_empty());
    assert!(words("Bonjour")[0].without_clitics.is_empty());
}

#[test]
fn french_words_meet_in_their_stems() {
    for family in [
        &["réseau", "réseaux", "RÉSEAUX", "reseaux"][..],
        &["régional", "régionale", "régionaux", "régionales"],
        &["travail", "travaux"],
        &["public", "publique", "publics", "publiques"],
        &["administratif", "administrative", "administratives"],
        &["loi", "lois"],
        &["école", "écoles"],
        &["citoyen", "citoyenne", "citoyens"],
        &["premier", "première", "premières"],
        &["l'eau", "d’eau", "eaux"],
        &["octroyé", "octroyée", "octroyer", "octroyés"],
        &["œuvre", "oeuvres"],
    ] {
        let stems: Vec<String> = family.iter().map(|word| stem_of(word)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{family:?} {stems:?}");
    }
    assert_ne!(stem_of("ministre"), stem_of("ministère"));
}

#[test]
fn elision_needs_an_apostrophe() {
    assert_eq!(forms("l'eau d’irrigation qu'il aujourd’hui", |w| &w.folded), ["eau", "irrigation", "il", "aujourd", "hui"]);
    assert_eq!(forms("l eau", |w| &w.folded), ["l", "eau"]);
}

#[test]
fn numbers_are_found_in_any_spelling() {
    assert_eq!(forms("n°3455", |w| &w.folded), ["n", "3455"]);
    assert_eq!(forms("nº٣٤٥٥", |w| &w.folded), ["n", "3455"]);
    for law in ["09-08", "08.09", "09/08", "٠٩-٠٨", "09\u{200f}-\u{200f}08"] {
        assert_eq!(joined(law), ["08-09"], "{law}");
    }
    assert_eq!(joined("1234/2026"), ["1234-2026"]);
    assert_eq!(joined("37 000"), ["37000"]);
    assert!(joined("37.000").contains(&"37000".to_owned()));
    assert_eq!(forms("سنة2030م", |w| &w.folded), ["سنه", "2030", "م"]);
}

#[test]
fn words_written_together_are_found_both_ways() {
    assert_eq!(joined("porte-parole"), ["porteparole"]);
    assert_eq!(joined("le S.G.G. a"), ["sgg"]);
    assert_eq!(joined("e-mail"), ["email"]);
    assert!(joined("eau - gaz. Un").is_empty());
}

#[test]
fn places_are_those_of_the_text() {
    let text = "الإشهار، «réseaux» !";
    let found: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
    assert_eq!(found, ["الإشهار", "réseaux"]);
}

#[test]
fn a_name_has_one_key_however_it_is_spelt() {
    for dirty in ["المصطفى الدحماني", "المُصطفى  الدحمانى", "المصطفى\u{640} الدحماني ", "ﺍﻟﻤﺼﻄﻔﻰ ﺍﻟﺪﺣﻤﺎﻧﻲ"]
    {
        assert_eq!(name_key(dirty), name_key("المصطفى الدحماني"), "{dirty}");
    }
    assert_eq!(name_key("AÏT-Tâleb  d’Été"), "ait taleb ete");
    assert_eq!(name_key("ŉ"), "n");
    assert_ne!(name_key("وزارة الصحة"), name_key("الصحة"));
}

#[test]
fn plurals_meet() {
    for (one, many) in
        [("ورش", "أوراش"), ("مستشفى", "مستشفيات"), ("مدرسة", "المدارس"), ("قانون", "قوانين"), ("مشروع", "مشاريع"), ("سوق", "الأسواق")]
    {
        let (one, many) = (stem_of(one), stem_of(many));
        assert!(one == many || plurals(&one).contains(&many), "{one} {many}");
    }
}

#[test]
fn typos_follow_the_rule() {
    let typos = |word: &str| Typos::from_word(&words(word)[0]);
    assert!(typos("loi").is_none() && typos("20262027").is_none() && typos("covid19").is_none());
    assert!(typos("reseau").is_some_and(|t| t.matches("resaeu") && !t.matches("resaxx")));
    assert!(typos("administration").is_some_and(|t| t.matches("adminstratoin")));
}

proptest! {
    #[test]
    fn any_text_is_analysed(text in "(\\PC|[ '’\\-./°0-9ء-يa-zé\u{64b}-\u{652}ـ]){0,100}") {
        let mut at = 0;
        for word in words(&text) {
            prop_assert!(text.get(word.start..word.end).is_some_and(|w| !w.is_empty()));
            prop_assert!(word.position >= at);
            at = word.position;
            prop_assert!(!word.plain.is_empty() && !word.stem.is_empty());
        }
    }

    #[test]
    fn folding_twice_changes_nothing_more(text in "\\PC{0,60}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn a_name_key_is_its_own_key(text in "(\\PC| ){0,60}") {
        let key = name_key(&text);
        prop_assert_eq!(name_key(&key), key);
    }
}
