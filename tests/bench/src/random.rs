//! Reproducible pseudorandom numbers: SplitMix64 (Steele, Lea and Flood, 2014).

/// A pseudorandom number generator.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The generator of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below a bound; 0 if the bound is 0.
    pub const fn below(&mut self, bound: u32) -> u32 {
        // The upper half of a product of two 32-bit numbers fits 32 bits.
        (((self.next() >> 32) * bound as u64) >> 32) as u32
    }

    /// A number from a range, both ends included.
    pub const fn within(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// True with a probability of one in `times`.
    pub const fn one_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// An element of a list; the default value if the list is empty.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let place = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(place as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        let mut random = Random::new(1_234_567);
        let published = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(published.map(|_| random.next()), published);
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let mut random = Random::new(7);
        assert!((0..1_000).all(|_| (3..=5).contains(&random.within(3, 5))));
        assert_eq!(random.below(0), 0);
        assert_eq!(random.pick::<u8>(&[]), 0);
    }
}
