/** Pairs of letters that readers and typists confuse, each written once. */
const alike = new Set(
  'li l1 i1 ij lj j1 tf o0 oq o8 0q 0d s5 b8 z2 g6 g9 q9 6b hb nh uv vy ec ce nu nm rt ae ao uy iy kc ck zs sz pb dt gk vw vf aq 17 08 38 56 68 89 49 53 71 li ti rn'
    .split(' ')
    .flatMap((pair) => [pair, `${pair.charAt(1)}${pair.charAt(0)}`]),
);

/** What is read for what: `[known, read, bits]`, and the other way round where both happen. */
const groups: readonly (readonly [string, string, number])[] = [
  ['ae', 'a', 3.5],
  ['oe', 'o', 3.5],
  ['ue', 'u', 3.5],
  ['a', 'ae', 5],
  ['o', 'oe', 5],
  ['u', 'ue', 5],
  ['ss', 's', 5],
  ['s', 'ss', 5],
  ['ss', 'b', 4],
  ['ss', '8', 5],
  ['rn', 'm', 4.5],
  ['m', 'rn', 4.5],
  ['m', 'nn', 6],
  ['nn', 'm', 6],
  ['m', 'iii', 6],
  ['cl', 'd', 5],
  ['d', 'cl', 5],
  ['vv', 'w', 5],
  ['w', 'vv', 5],
  ['ri', 'n', 5],
  ['n', 'ri', 5],
  ['li', 'h', 6],
  ['h', 'li', 6],
  ['lo', 'b', 6],
  ['b', 'lo', 6],
  ['k', 'lc', 5],
  ['lc', 'k', 5],
  ['ue', 'ii', 5],
  ['ph', 'f', 4],
  ['f', 'ph', 4],
  ['th', 't', 4],
  ['t', 'th', 4],
  ['ck', 'k', 4],
  ['k', 'ck', 4],
  ['dt', 't', 4],
  ['t', 'dt', 4],
  ['tz', 'z', 4],
  ['z', 'tz', 4],
  ['ei', 'ai', 4],
  ['ai', 'ei', 4],
  ['ei', 'ey', 4],
  ['ey', 'ei', 4],
  ['ei', 'ay', 5],
  ['ks', 'x', 4],
  ['x', 'ks', 4],
];
/** By the last letters of both, as 7-bit codes: a look-up for each pair of letters must cost next to nothing. */
const codes = 128;
const isAlike = new Uint8Array(codes * codes);
for (const pair of alike) isAlike[pair.charCodeAt(0) * codes + pair.charCodeAt(1)] = 1;
type Group = readonly [known: string, read: string, bits: number];
const groupsAt: (Group[] | undefined)[] = new Array(codes * codes);
for (const group of groups) {
  const [known, read] = group;
  const place = known.charCodeAt(known.length - 1) * codes + read.charCodeAt(read.length - 1);
  const there = groupsAt[place];
  if (there) there.push(group);
  else groupsAt[place] = [group];
}

const alikeBits = 6;
const otherBits = 9.5;
const lostBits = 6.5;
const addedBits = 8;
const blankBits = 5;
const swappedBits = 8.5;
/** An umlaut, spelled out by folding, read for another letter. */
const umlautBits = 10;

/**
 * How unlikely it is, in bits, that `known` is read as `read`, beyond reading it right: 0 for equal, 4 to 6 for what
 * readers confuse, about 9 for any other letter. Priced for paper on which one character in twenty is misread, so that
 * good paper is judged carefully. Both folded.
 */
export function misreadBits(read: string, known: string, most = 60): number {
  if (read === known) return 0;
  const rows = known.length;
  const columns = read.length;
  if (rows >= lengthMax || columns >= lengthMax) return most;
  if (rows > columns ? (rows - columns) * cheapestLoss > most : (columns - rows) * cheapestGain > most) return most;
  for (let j = 0; j < columns; j += 1) {
    readCodes[j] = read.charCodeAt(j) & 127;
    cost[j + 1] = (j === 0 ? 0 : (cost[j] ?? 0)) + (readCodes[j] === blank ? blankBits : addedBits);
  }
  cost[0] = 0;
  let leastBefore = 0;
  for (let i = 1; i <= rows; i += 1) {
    const k = known.charCodeAt(i - 1) & 127;
    const kBefore = i > 1 ? known.charCodeAt(i - 2) & 127 : -1;
    const start = i * lengthMax;
    const above = start - lengthMax;
    const lost = k === blank ? blankBits : lostBits;
    cost[start] = (cost[above] ?? 0) + lost;
    let least = cost[start] ?? most;
    for (let j = 1; j <= columns; j += 1) {
      const r = readCodes[j - 1] ?? 0;
      const place = k * codes + r;
      let best = (cost[above + j - 1] ?? 0) + (k === r ? 0 : isAlike[place] ? alikeBits : otherBits);
      const dropped = (cost[above + j] ?? 0) + lost;
      if (dropped < best) best = dropped;
      const added = (cost[start + j - 1] ?? 0) + (r === blank ? blankBits : addedBits);
      if (added < best) best = added;
      if (j > 1) {
        const rBefore = readCodes[j - 2] ?? 0;
        if (i > 1 && k === rBefore && r === kBefore && k !== r) {
          const swapped = (cost[above - lengthMax + j - 2] ?? 0) + swappedBits;
          if (swapped < best) best = swapped;
        }
        if (r === letterE && (rBefore === letterU || rBefore === letterA || rBefore === letterO)) {
          const dotted = (cost[above + j - 2] ?? 0) + umlautBits;
          if (dotted < best) best = dotted;
        }
      }
      const ending = groupsAt[place];
      if (ending !== undefined) {
        for (const [from, to, bits] of ending) {
          if (i < from.length || j < to.length) continue;
          if (!known.startsWith(from, i - from.length) || !read.startsWith(to, j - to.length)) continue;
          const grouped = (cost[start - from.length * lengthMax + j - to.length] ?? 0) + bits;
          if (grouped < best) best = grouped;
        }
      }
      cost[start + j] = best;
      if (best < least) least = best;
    }
    // A group or a swap may start two rows back.
    if (least > most && leastBefore > most) return most;
    leastBefore = least;
  }
  const total = cost[rows * lengthMax + columns] ?? most;
  return Math.min(total, most);
}

const lengthMax = 80;
/** Used over and over: hundreds of names are compared for each letter, and nothing is awaited in between. */
const cost = new Float64Array(lengthMax * lengthMax);
const readCodes = new Uint8Array(lengthMax);
const [blank, letterA, letterE, letterO, letterU] = [32, 97, 101, 111, 117];
/** What a letter more or less costs at least, by a group such as `ue` for `u`. */
const cheapestLoss = 3.5;
const cheapestGain = 4;
