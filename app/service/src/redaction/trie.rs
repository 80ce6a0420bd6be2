//! A trie of names by their words. A word of a text is looked up, however many names there are; names with the same beginning are
//! followed together, and nothing is tried twice from one word.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use super::{ARTICLE, CLITICS, PARTICLES, Word, before, ends, forms, pair, side_by_side};

/// Names by their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NameTrie {
    /// The nodes of the names of several words, from the root on; a name of one word has a node of its own.
    nodes: Vec<Node>,
    begins: Vec<NameStart>,
    /// The beginnings that a written word may match.
    written: HashMap<String, Vec<usize>>,
}

/// The names up to one of their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Node {
    /// The name that ends here.
    name: Option<usize>,
    words: BTreeMap<String, usize>,
    /// For a written word, the next nodes and the number of words of a name that it is.
    next: HashMap<String, Vec<(usize, usize)>>,
}

/// The beginning of some names: a word, or two written as one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NameStart {
    word: String,
    /// The number of words of a name that it is.
    of_name: usize,
    to: usize,
    /// Whether the names have several words.
    several: bool,
}

impl NameTrie {
    /// From names as lists of words. Of two matching names, the earlier one is taken.
    pub fn new(names: &[Vec<String>]) -> Self {
        let mut trie = Self { nodes: vec![Node::default()], ..Self::default() };
        for (nth, name) in names.iter().enumerate() {
            if let [word] = name.as_slice() {
                let to = trie.node();
                trie.end(to, nth);
                trie.begin(NameStart { word: word.clone(), of_name: 1, to, several: false });
            } else {
                let end = name.iter().fold(0, |at, word| trie.after(at, word));
                trie.end(end, nth);
            }
        }
        for (word, of_name, to) in trie.steps(0) {
            trie.begin(NameStart { word, of_name, to, several: true });
        }
        for at in 1..trie.nodes.len() {
            for (word, of_name, to) in trie.steps(at) {
                let Some(node) = trie.nodes.get_mut(at) else { continue };
                forms(&word, true).iter().for_each(|form| node.next.entry(ends(form)).or_default().push((of_name, to)));
            }
        }
        trie
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

    /// The node after a word.
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

    /// The steps of one word of a name, and of two written as one.
    fn steps(&self, at: usize) -> Vec<(String, usize, usize)> {
        let words = |at: usize| self.nodes.get(at).into_iter().flat_map(|node| &node.words);
        let one = words(at).map(|(word, to)| (word.clone(), 1, *to));
        let two = words(at).flat_map(|(first, then)| words(*then).map(move |(second, to)| (format!("{first}{second}"), 2, *to)));
        one.chain(two).collect()
    }

    fn begin(&mut self, of: NameStart) {
        let nth = self.begins.len();
        let bare = of.word.strip_prefix(ARTICLE).unwrap_or(&of.word);
        for form in forms(&of.word, of.several).iter().map(String::as_str).chain([bare]) {
            self.written.entry(ends(form)).or_default().push(nth);
        }
        self.begins.push(of);
    }

    /// The beginnings that a written word may match, with or without something attached before it.
    fn beginnings(&self, written: &str) -> impl Iterator<Item = &NameStart> {
        let mut keys = vec![written];
        for clitic in CLITICS {
            let Some(rest) = written.strip_prefix(clitic) else { continue };
            keys.push(rest);
            keys.extend(rest.strip_prefix('ل').filter(|_| clitic.ends_with('ل')));
        }
        let of: BTreeSet<usize> = keys.into_iter().filter_map(|key| self.written.get(key)).flatten().copied().collect();
        of.into_iter().filter_map(|nth| self.begins.get(nth))
    }

    /// The place of a name that begins at a word and ends at another at most, and the index of the word after it. To be called word by
    /// word: dead ends are not tried again.
    pub fn at(&self, (text, words): (&str, &[Word]), at: usize, up_to: usize, dead_ends: &mut DeadEnds) -> Option<(Range<usize>, usize)> {
        while dead_ends.first().is_some_and(|(word, _)| *word < at) {
            dead_ends.pop_first();
        }
        let mut walk = Walk { trie: self, text, words, up_to, dead_ends, matched: BTreeSet::new(), found: None };
        let first = words.get(at)?;
        let both = pair(text, words, at);
        for (of_text, written) in [(1, Some(first)), (2, both.as_ref())] {
            let Some(written) = written else { continue };
            let as_written = text.get(written.range.clone())?;
            for begin in self.beginnings(&ends(&written.key)) {
                // A one-word name is written as two only after a particle, and two words of a name are never written as two others.
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

/// Words of a text, with the nodes from which no name continues there.
pub(super) type DeadEnds = BTreeSet<(usize, usize)>;

/// A walk through the trie and a text, from one word on.
struct Walk<'a> {
    trie: &'a NameTrie,
    text: &'a str,
    words: &'a [Word],
    up_to: usize,
    dead_ends: &'a mut DeadEnds,
    /// Where a name was found in this walk.
    matched: BTreeSet<(usize, usize)>,
    /// The first name found, its first word, and the word after it.
    found: Option<(usize, usize, usize)>,
}

impl Walk<'_> {
    /// Continues from a node at a word. Returns whether a name ends there.
    fn go(&mut self, node: usize, at: usize, start: usize) -> bool {
        if self.dead_ends.contains(&(at, node)) {
            return false;
        }
        let trie = self.trie;
        let Some(of) = trie.nodes.get(node).filter(|_| !self.matched.contains(&(at, node))) else { return true };
        let better = |name: &usize| at <= self.up_to && self.found.is_none_or(|(found, ..)| *name < found);
        if let Some(name) = of.name.filter(better) {
            self.found = Some((name, start, at));
        }
        let leads = self.on(of, at, start) || of.name.is_some();
        if leads {
            self.matched.insert((at, node))
        } else {
            self.dead_ends.insert((at, node))
        };
        leads
    }

    /// Follows every step.
    fn on(&mut self, of: &Node, at: usize, start: usize) -> bool {
        // The words of a name must be adjacent.
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
