//! One language looked for in the other, and names across scripts.

use super::Finds::{self, First, Only};

pub const CASES: &[(&str, &str, Finds)] = &[
    ("a French word for an Arabic text", "hôpital", Only(&[2])),
    ("accents lost, for an Arabic text", "hopital", Only(&[2])),
    ("plural, for an Arabic text", "hôpitaux", Only(&[2])),
    ("capitals, for an Arabic text", "HÔPITAL", Only(&[2])),
    ("elided, for an Arabic text", "l’hôpital", Only(&[2])),
    ("two words", "construction hôpital", Only(&[2])),
    ("women", "droits des femmes", Only(&[13])),
    ("a city that is Arabic only", "Tanger", Only(&[2])),
    ("a city with two French words", "Al Hoceïma", Only(&[2])),
    ("a city without accents", "al hoceima", Only(&[2])),
    ("a city and a word", "hôpital Al Hoceima", Only(&[2])),
    ("a sentence for an Arabic text", "Pourquoi la construction de l'hôpital provincial d'Al Hoceïma prend-elle du retard ?", First(2)),
    ("an Arabic word for a French text", "السقي", Only(&[3])),
    ("Arabic farmers", "الفلاحين", Only(&[3])),
    ("an Arabic word with clitic", "وبالفلاحين", Only(&[3])),
    ("a plain in Arabic", "سهل الغرب", Only(&[3])),
    ("what both languages have", "pensions", First(10)),
    ("as typed before translated", "eau", First(4)),
    ("as typed before translated, Arabic", "الماء", First(4)),
    ("both cities", "Fès Tanger", Only(&[2])),
    ("a name that is Arabic only", "Regragui", Only(&[13])),
    ("another spelling of it", "Rakraki", Only(&[13])),
    ("first and last name", "Khadija Regragui", Only(&[13])),
    ("a name that is French only", "الوزاني", Only(&[10])),
    ("its first and last name", "نجيب الوزاني", Only(&[10])),
    ("a name in both scripts, other spelling", "الدحمانيّ", Only(&[1])),
    ("minus beside a translation", "hôpital -Tanger", Only(&[2])),
    ("minus in the text's language", "hôpital -طنجة", Only(&[])),
];
