use super::*;

/// A little parliament's worth of sentences.
fn pairs() -> Pairs {
    let mut pairs = Pairs::default();
    for (arabic, french) in [
        ("الماء الصالح للشرب", "eau potable"),
        ("تدبير الماء", "gestion de l’eau"),
        ("تدبير النفايات", "gestion des déchets"),
        ("النفايات المنزلية", "les déchets ménagers"),
        ("والماء في القرى", "l’eau dans les villages"),
        ("بناء المدارس", "construction des écoles"),
        ("المدارس في القرى", "les écoles des villages"),
    ] {
        pairs.add(arabic, french);
    }
    pairs
}

fn best(lexicon: &Lexicon, stem: &str) -> String {
    lexicon.translations(stem).first().map_or_else(String::new, |best| best.stem.to_string())
}

#[test]
fn sentences_teach_both_directions() {
    let lexicon = train(&pairs());
    for (arabic, french) in [("ماء", "eau"), ("نفا", "dechet"), ("تدبير", "gestion"), ("مدارس", "ecol")] {
        assert_eq!((best(&lexicon, arabic).as_str(), best(&lexicon, french).as_str()), (french, arabic), "{lexicon:?}");
    }
    assert_eq!(lexicon.shown("ecol"), "écoles");
    assert_eq!(lexicon.shown("ماء"), "ماء");
    assert!(lexicon.translations("xyzzyx").is_empty());
}

#[test]
fn the_same_sentences_give_the_same_table() {
    let table = train(&pairs()).write();
    assert_eq!(train(&pairs()).write(), table);
    assert_eq!(Lexicon::read(&table).write(), table);
}

#[test]
fn tables_are_read_leniently() {
    let lexicon = Lexicon::read("# remark\neau\teau\tماء:900 مياه:x broken\n\nnoshown\nfeu\tfeu\n");
    assert_eq!((lexicon.len(), lexicon.translations("eau").len(), lexicon.translations("feu").len()), (2, 1, 0));
}

#[test]
fn lexicons_add_up() {
    let one = Lexicon::read("eau\teau\tماء:500 بحر:100\n");
    let both = one.with(&Lexicon::read("eau\teaux\tمياه:700 بحر:200\nfeu\tfeu\tنار:900\n"));
    let found: Vec<&str> = both.translations("eau").iter().map(|one| &*one.stem).collect();
    assert_eq!((found, best(&both, "feu").as_str(), both.shown("eau")), (vec!["مياه", "ماء", "بحر"], "نار", "eau"));
}

#[test]
fn words_of_one_family_help_out() {
    let lexicon = Lexicon::read("contamin\tcontaminer\tعدو:800\ncontan\tcontan\tشيء:900\n");
    assert_eq!(lexicon.cognate_translations("contaminatio").len(), 1);
    for stranger in ["cont", "contraire", "conta", "عدو"] {
        assert!(lexicon.cognate_translations(stranger).is_empty(), "{stranger}");
    }
}

#[test]
fn the_shipped_table_knows_the_words_of_the_field() {
    let lexicon = Lexicon::shipped();
    let stem = |word: &str| crate::analysis::stems(word).concat();
    for (french, arabic) in [
        ("eau", "المياه"),
        ("écoles", "المدارس"),
        ("hôpital", "المستشفيات"),
        ("santé", "الصحة"),
        ("lois", "القوانين"),
        ("réseaux", "شبكات"),
        ("administration", "الإدارة"),
        ("Casablanca", "البيضاء"),
    ] {
        let knows = |from: &str, to: &str| lexicon.translations(&stem(from)).iter().any(|one| *one.stem == *stem(to));
        assert!(knows(french, arabic) || knows(arabic, french), "{french} {arabic}");
    }
}
