//! Renders a fixture page repeatedly and prints the CPU time per rendering: `cargo run --release -p jawab-ui --features ssr
//! --example rendering -- [PAGE] [TIMES]`.

use std::{env, hint::black_box, time::Instant};

use jawab_domain::Locale;
use jawab_ui::document::render;

#[path = "../fixtures/fixtures.rs"]
mod fixtures;

fn main() {
    let wanted = env::args().nth(1).unwrap_or_else(|| "question-answered".to_owned());
    let times: u32 = env::args().nth(2).and_then(|times| times.parse().ok()).unwrap_or(1_000);
    for (name, path, page) in fixtures::pages().into_iter().filter(|(name, ..)| *name == wanted) {
        for locale in Locale::ALL {
            let context = fixtures::context(*locale, path);
            let length = render(page.clone(), &context).len();
            let began = Instant::now();
            for _ in 0..times {
                black_box(render(black_box(page.clone()), &context));
            }
            println!("{name}, {locale}: {length} bytes, {:?} each", began.elapsed() / times);
        }
    }
}
