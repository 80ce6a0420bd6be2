//! Members from a file.

use jawab_tests::{Client, Page, TestApp, apply, both_databases};

use super::faults;

const AT: &str = "/fr/staff/reference/members/import";
const HEAD: &str = "name_ar\tname_fr\tparty_ar\tgroup_ar\tgroup_fr\tgender\tdistrict_ar\tdistrict_fr\n";
const SALMA: &str = "سلمى الإدريسي\tSalma El Idrissi\tحزب\tفريق المثال\tGroupe de l’Exemple\tf\tالرباط\tRabat\n";
const OMAR: &str = "عمر بناني\tOmar Bennani\tحزب\tمجموعة المثال\tGroupement de l’Exemple\tm\tفاس\tFès\n";

async fn upload(client: &Client, lines: &[&str], from: Option<&str>) -> Page {
    let mut form = client
        .form(AT)
        .await
        .fill("chamber", "representatives")
        .fill("legislature", "11")
        .fill("file", &(HEAD.to_owned() + &lines.concat()));
    if let Some(from) = from {
        form = super::Dated::on(form, "from", from);
    }
    form.press("check").await
}

async fn count(app: &TestApp) -> [i64; 4] {
    let mut counts = [0; 4];
    for (count, table) in counts.iter_mut().zip(["member", "member_name", "seat", "political_group"]) {
        *count = app.number(&format!("SELECT COUNT(*) FROM {table}")).await;
    }
    counts
}

/// A browser ends the lines of what a form carries as it likes.
#[apply(both_databases)]
async fn a_file_is_the_same_however_its_lines_end(app: TestApp) {
    let administrator = app.administrator().await;
    let faulty = "بدون جنس\tSans Genre\t\t\t\tz\t\t\n";
    let shown = upload(&administrator, &[SALMA, OMAR, faulty], None).await;
    assert!(shown.text().contains("Ligne 4"), "{}", shown.text());
    let form = administrator.form_in(&shown, None);
    let file = form.value("file").replace("\r\n", "\n").replace('\n', "\r\n");
    let done = form.fill("file", &file).press("confirm").await;
    assert_eq!((done.status.as_u16(), done.texts(".flash")), (200, vec!["Enregistré.".to_owned()]), "{}", done.text());
    let lines = [SALMA, OMAR, faulty].map(|line| line.replace('\n', "\r\n"));
    let again = upload(&administrator, &lines.each_ref().map(String::as_str), None).await;
    assert!(again.text().contains("Ligne 4"), "lines are counted alike");
}

#[apply(both_databases)]
async fn importing_twice_adds_nobody(app: TestApp) {
    let administrator = app.administrator().await;
    let shown = upload(&administrator, &[SALMA, OMAR], Some("2021-10-08")).await;
    assert!(shown.text().contains("2 nouveaux membres"), "{}", shown.text());
    assert_eq!(count(&app).await, [0; 4], "a preview writes nothing");
    let entered = administrator.form_in(&shown, None).enter().await;
    assert_eq!((entered.status.as_u16(), count(&app).await), (200, [0; 4]), "nor does Enter: {}", entered.text());
    let done = administrator.form_in(&shown, None).submit().await;
    assert_eq!((done.status.as_u16(), done.texts(".flash")), (200, vec!["Enregistré.".to_owned()]), "{}", done.text());
    assert_eq!(count(&app).await, [2, 4, 2, 2]);
    assert_eq!(administrator.form_in(&shown, None).send().await.status, 303, "the same form again does nothing");
    let again = upload(&administrator, &[SALMA, OMAR], Some("2021-10-08")).await;
    assert!(
        again.text().contains("2 membres déjà enregistrés à l’identique") && again.text().contains("0 nouveau membre"),
        "{}",
        again.text()
    );
    assert!(again.all("button[value=confirm]").iter().all(|button| button.attr("aria-hidden").is_some()));
    assert_eq!(count(&app).await, [2, 4, 2, 2]);
    let page = app.get("/fr/members/salma-el-idrissi").await.text();
    assert!(page.contains("Groupe de l’Exemple") && page.contains("depuis le 8 octobre 2021"), "{page}");
    assert_eq!(app.strings("SELECT kind FROM political_group ORDER BY id").await, ["group", "groupement"]);
}

#[apply(both_databases)]
async fn what_is_in_doubt_or_at_fault_is_said_and_left_out(app: TestApp) {
    let administrator = app.administrator().await;
    let first = upload(&administrator, &[SALMA], None).await;
    assert_eq!(administrator.form_in(&first, None).submit().await.status, 200);
    let other_name = "سلمى الإدريسي\tSelma Idrissi\tحزب\tفريق المثال\tGroupe de l’Exemple\tf\tالرباط\tRabat\n";
    let nobody = "\t\tحزب\t\t\tf\t\t\n";
    let gender = "كريم\tKarim Sefrioui\t\t\t\tx\t\t\n";
    let short = "كريم\tKarim\n";
    let lines = [other_name, nobody, gender, short, OMAR, OMAR];
    let shown = upload(&administrator, &lines, None).await;
    let text = shown.text();
    assert!(text.contains("1 ligne à vérifier") && text.contains("4 lignes fautives"), "{text}");
    for (line, why) in
        [(3, "Il manque le nom."), (4, "Le genre doit être f ou m."), (5, "Le nombre de colonnes"), (7, "figure déjà à la ligne 6")]
    {
        let said = shown.texts(".item").into_iter().any(|item| item.contains(&format!("Ligne {line}")) && item.contains(why));
        assert!(said, "line {line}: {why}: {text}");
    }
    let undecided = administrator.form_in(&shown, None).submit().await;
    assert_eq!(undecided.status, 200);
    assert_eq!(app.number("SELECT COUNT(*) FROM member").await, 2, "only who is clear comes in");
    let decided = upload(&administrator, &lines, None).await;
    let anew = administrator.form_in(&decided, None).fill("decide-2", "same").press("check").await;
    assert!(anew.text().contains("nom (français)"), "{}", anew.text());
    assert_eq!(administrator.form_in(&anew, None).submit().await.status, 200);
    assert_eq!(app.number("SELECT COUNT(*) FROM member").await, 2);
    assert_eq!(app.number("SELECT COUNT(*) FROM member_name WHERE name = 'Selma Idrissi'").await, 1);
    let namesake = upload(&administrator, &["سلمى الإدريسي\tSalma Autre\t\t\t\tf\t\t\n"], None).await;
    let anew = administrator.form_in(&namesake, None).fill("decide-2", "another").press("check").await;
    assert_eq!(administrator.form_in(&anew, None).submit().await.status, 200, "{}", anew.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM member").await, 3);
}

#[apply(both_databases)]
async fn a_change_of_group_begins_on_its_day(app: TestApp) {
    let administrator = app.administrator().await;
    let first = upload(&administrator, &[SALMA], Some("2021-10-08")).await;
    assert_eq!(administrator.form_in(&first, None).submit().await.status, 200);
    let moved = SALMA.replace("فريق المثال", "فريق آخر").replace("Groupe de l’Exemple", "Autre groupe");
    let unclear = upload(&administrator, &[&moved], None).await;
    assert!(unclear.text().contains("indiquez depuis quel jour"), "{}", unclear.text());
    let shown = upload(&administrator, &[&moved], Some("2026-11-01")).await;
    assert!(shown.text().contains("changement de groupe") && shown.text().contains("Autre groupe"), "{}", shown.text());
    assert_eq!(administrator.form_in(&shown, None).submit().await.status, 200);
    let seats = "SELECT CAST(held_from AS TEXT) || ' ' || COALESCE(CAST(held_to AS TEXT), '-') FROM seat ORDER BY held_from";
    assert_eq!(app.strings(seats).await, ["2021-10-08 2026-10-31", "2026-11-01 -"]);
    let again = upload(&administrator, &[&moved], Some("2026-11-01")).await;
    assert!(again.text().contains("1 membre déjà enregistré à l’identique"), "{}", again.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_file_that_is_none_is_refused(app: TestApp) {
    let administrator = app.administrator().await;
    let form = administrator.form(AT).await.fill("chamber", "representatives").fill("legislature", "11");
    assert_eq!(faults(&form.fill("file", "nom;prénom\nA;B\n").press("check").await), ["file"]);
    let form = administrator.form(AT).await.fill("chamber", "representatives").fill("legislature", "11");
    assert_eq!(faults(&form.press("check").await), ["file"]);
    let form = administrator.form(AT).await.fill("file", &(HEAD.to_owned() + OMAR));
    assert_eq!(faults(&form.press("check").await), ["chamber", "legislature"]);
    assert_eq!(count(&app).await, [0; 4]);
}

#[apply(both_databases)]
async fn of_a_file_full_of_faults_the_first_are_shown_and_the_others_counted(app: TestApp) {
    let administrator = app.administrator().await;
    let faulty = "بدون جنس\tSans Genre\t\t\t\tz\t\t\n".repeat(1_500);
    let shown = upload(&administrator, &[SALMA, &faulty], None).await;
    assert_eq!((shown.status.as_u16(), shown.all("section[aria-labelledby=faulty] li.item").len()), (200, 1_000));
    assert!(shown.text().contains("Et 500 autres lignes") && shown.text().contains("1 nouveau membre"), "{}", shown.text().len());
}
