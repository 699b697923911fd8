const tail = 0.025;
const halvings = 60;

/**
 * Clopper and Pearson's 95 % interval for a share seen in `count` trials. `count` need not be whole: Korn and Graubard
 * (1998) use it so, with the effective count of a weighted sample. Wilson's interval is narrower, but with one wrong of
 * ten it calls 99 % disproved, which happens by chance once in ten.
 */
export function exactInterval(share: number, count: number): readonly [from: number, to: number] {
  const right = share * count;
  const wrong = count - right;
  const from = right <= 0 ? 0 : betaQuantile(tail, right, wrong + 1);
  const to = wrong <= 0 ? 1 : betaQuantile(1 - tail, right + 1, wrong);
  return [Math.min(share, from), Math.max(share, to)];
}

function betaQuantile(probability: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function, by its continued fraction (Lentz); it converges fast below the mean. */
function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const awayFromZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-13) break;
  }
  return product;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, after the argument was lifted above ten: twelve digits. */
function logGamma(x: number): number {
  let lifted = x;
  let below = 0;
  while (lifted < 10) {
    below += Math.log(lifted);
    lifted += 1;
  }
  const inverse = 1 / lifted;
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260 - inverse ** 7 / 1680;
  return (lifted - 0.5) * Math.log(lifted) - lifted + 0.5 * Math.log(2 * Math.PI) + series - below;
}
