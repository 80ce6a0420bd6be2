//! Names by the words they begin with. What a word of a text begins is looked up, however many names there are; from there on names that
//! begin alike are followed together, and nothing is tried twice from one word.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use super::{ARTICLE, CLITICS, PARTICLES, Word, before, ends, forms, pair, side_by_side};

/// Names by the words they begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lookup {
    /// A tree of the names of several words, from its root on; a name of one word has a node of its own.
    nodes: Vec<Node>,
    begins: Vec<Begin>,
    /// Which of those a written word may be the beginning of.
    written: HashMap<String, Vec<usize>>,
}

/// What was found of names up to one of their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Node {
    /// The name that ends here.
    name: Option<usize>,
    words: BTreeMap<String, usize>,
    /// What a written word leads to, and how many words of a name it is.
    next: HashMap<String, Vec<(usize, usize)>>,
}

/// The beginning of some names: a word, or two written as one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Begin {
    word: String,
    /// How many words of a name that is.
    of_name: usize,
    to: usize,
    /// Whether the names have several words.
    several: bool,
}

impl Lookup {
    /// Names by their words. Of two that could be meant the one before the other is.
    pub fn new(names: &[Vec<String>]) -> Self {
        let mut lookup = Self { nodes: vec![Node::default()], ..Self::default() };
        for (nth, name) in names.iter().enumerate() {
            if let [word] = name.as_slice() {
                let to = lookup.node();
                lookup.end(to, nth);
                lookup.begin(Begin { word: word.clone(), of_name: 1, to, several: false });
            } else {
                let end = name.iter().fold(0, |at, word| lookup.after(at, word));
                lookup.end(end, nth);
            }
        }
        for (word, of_name, to) in lookup.steps(0) {
            lookup.begin(Begin { word, of_name, to, several: true });
        }
        for at in 1..lookup.nodes.len() {
            for (word, of_name, to) in lookup.steps(at) {
                let Some(node) = lookup.nodes.get_mut(at) else { continue };
                forms(&word, true).iter().for_each(|form| node.next.entry(ends(form)).or_default().push((of_name, to)));
            }
        }
        lookup
    }

    fn node(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    fn end(&mut self, at: usize, name: usize) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.name.get_or_insert(name);
        }
    }

    /// The node that a word leads to.
    fn after(&mut self, at: usize, word: &str) -> usize {
        if let Some(known) = self.nodes.get(at).and_then(|node| node.words.get(word)) {
            return *known;
        }
        let new = self.node();
        if let Some(node) = self.nodes.get_mut(at) {
            node.words.insert(word.to_owned(), new);
        }
        new
    }

    /// Where one word of a name leads, and two that are written as one.
    fn steps(&self, at: usize) -> Vec<(String, usize, usize)> {
        let words = |at: usize| self.nodes.get(at).into_iter().flat_map(|node| &node.words);
        let one = words(at).map(|(word, to)| (word.clone(), 1, *to));
        let two = words(at).flat_map(|(first, then)| words(*then).map(move |(second, to)| (format!("{first}{second}"), 2, *to)));
        one.chain(two).collect()
    }

    fn begin(&mut self, of: Begin) {
        let nth = self.begins.len();
        let bare = of.word.strip_prefix(ARTICLE).unwrap_or(&of.word);
        for form in forms(&of.word, of.several).iter().map(String::as_str).chain([bare]) {
            self.written.entry(ends(form)).or_default().push(nth);
        }
        self.begins.push(of);
    }

    /// What a written word may be the beginning of, with something written together with it before it or not.
    fn beginnings(&self, written: &str) -> impl Iterator<Item = &Begin> {
        let mut keys = vec![written];
        for clitic in CLITICS {
            let Some(rest) = written.strip_prefix(clitic) else { continue };
            keys.push(rest);
            keys.extend(rest.strip_prefix('ل').filter(|_| clitic.ends_with('ل')));
        }
        let of: BTreeSet<usize> = keys.into_iter().filter_map(|key| self.written.get(key)).flatten().copied().collect();
        of.into_iter().filter_map(|nth| self.begins.get(nth))
    }

    /// The place of a name that begins at a word of a text and goes up to another word at most; and the word after it. To be asked word
    /// after word: what led nowhere is not tried again.
    pub fn at(&self, (text, words): (&str, &[Word]), at: usize, up_to: usize, nowhere: &mut Nowhere) -> Option<(Range<usize>, usize)> {
        while nowhere.first().is_some_and(|(word, _)| *word < at) {
            nowhere.pop_first();
        }
        let mut walk = Walk { lookup: self, text, words, up_to, nowhere, somewhere: BTreeSet::new(), found: None };
        let first = words.get(at)?;
        let both = pair(text, words, at);
        for (of_text, written) in [(1, Some(first)), (2, both.as_ref())] {
            let Some(written) = written else { continue };
            let as_written = text.get(written.range.clone())?;
            for begin in self.beginnings(&ends(&written.key)) {
                // A name of one word is written as two behind a particle alone, and no two words of a name as two others.
                if of_text == 2 && (begin.of_name == 2 || !begin.several && !PARTICLES.contains(&first.key.as_str())) {
                    continue;
                }
                if let Some(start) = before(as_written, &written.key, &begin.word, begin.several) {
                    walk.go(begin.to, at + of_text, written.range.start + start);
                }
            }
        }
        let (_, start, next) = walk.found?;
        Some((start..words.get(next - 1)?.range.end, next))
    }
}

/// Words of a text with the nodes from which no name goes on there.
pub(super) type Nowhere = BTreeSet<(usize, usize)>;

/// A walk through names and a text, from one word on.
struct Walk<'a> {
    lookup: &'a Lookup,
    text: &'a str,
    words: &'a [Word],
    up_to: usize,
    nowhere: &'a mut Nowhere,
    /// From where a name was found in this walk.
    somewhere: BTreeSet<(usize, usize)>,
    /// The first of the names found, where it begins, and the word after it.
    found: Option<(usize, usize, usize)>,
}

impl Walk<'_> {
    /// Goes on from a node at a word; whether a name ends somewhere there.
    fn go(&mut self, node: usize, at: usize, start: usize) -> bool {
        if self.nowhere.contains(&(at, node)) {
            return false;
        }
        let lookup = self.lookup;
        let Some(of) = lookup.nodes.get(node).filter(|_| !self.somewhere.contains(&(at, node))) else { return true };
        let better = |name: &usize| at <= self.up_to && self.found.is_none_or(|(found, ..)| *name < found);
        if let Some(name) = of.name.filter(better) {
            self.found = Some((name, start, at));
        }
        let leads = self.on(of, at, start) || of.name.is_some();
        if leads {
            self.somewhere.insert((at, node))
        } else {
            self.nowhere.insert((at, node))
        };
        leads
    }

    /// Goes every way on.
    fn on(&mut self, of: &Node, at: usize, start: usize) -> bool {
        // The words of a name stand side by side.
        let follows = !of.next.is_empty() && side_by_side(self.text, self.words, at);
        let Some(word) = self.words.get(at).filter(|_| follows) else { return false };
        let mut leads = false;
        for (_, to) in of.next.get(&ends(&word.key)).into_iter().flatten() {
            leads |= self.go(*to, at + 1, start);
        }
        let Some(both) = pair(self.text, self.words, at) else { return leads };
        for (_, to) in of.next.get(&ends(&both.key)).into_iter().flatten().filter(|(of_name, _)| *of_name == 1) {
            leads |= self.go(*to, at + 2, start);
        }
        leads
    }
}
