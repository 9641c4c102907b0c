//! What two lists have in common, in its order: the longest common subsequence.

/// Pairs of indices at which two lists agree.
pub fn common<T: PartialEq>(before: &[T], now: &[T]) -> Vec<(usize, usize)> {
    let start = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[start..], &now[start..]);
    // length[i][j]: how much the rests from i and j have in common.
    let width = new.len() + 1;
    let mut length = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            length[i * width + j] = match old[i] == new[j] {
                true => length[(i + 1) * width + j + 1] + 1,
                false => length[(i + 1) * width + j].max(length[i * width + j + 1]),
            };
        }
    }
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|index| (index, index)).collect();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((start + i, start + j));
            (i, j) = (i + 1, j + 1);
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What stands between the common pairs: stretches of both lists, at least one of them not empty.
pub fn gaps(
    pairs: &[(usize, usize)],
    before: usize,
    now: usize,
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let (mut i, mut j) = (0, 0);
    let mut gaps = Vec::new();
    for &(a, b) in pairs.iter().chain(&[(before, now)]) {
        if a > i || b > j {
            gaps.push((i..a, j..b));
        }
        (i, j) = (a + 1, b + 1);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_keeps_its_order() {
        let (before, now) = (["a", "b", "c", "d"], ["a", "x", "c", "b", "d", "e"]);
        let pairs = common(&before, &now);
        assert_eq!(pairs.len(), 3);
        assert!(pairs.iter().all(|(i, j)| before[*i] == now[*j]));
        assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        assert_eq!(gaps(&pairs, 4, 6).last(), Some(&(4..4, 5..6)));
        assert!(gaps(&common(&before, &before), 4, 4).is_empty());
    }
}
