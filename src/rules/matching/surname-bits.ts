/**
 * The names that more than one in a thousand people in Germany carry. Sharing one of these says little: it is worth
 * about seven bits (one in 130 to one in 1,000), a name outside the list eleven (one in 2,000) and often more.
 */
const common = new Set(
  'mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schaefer koch bauer richter klein wolf schroeder neumann schwarz zimmermann braun krueger hofmann hartmann lange schmitt werner schmitz krause meier lehmann schmid schulze maier koehler herrmann koenig walter mayer huber kaiser fuchs peters lang scholz moeller weiss jung hahn schubert vogel friedrich keller guenther frank berger winkler roth beck lorenz baumann franke albrecht schuster simon ludwig boehm winter kraus martin schumacher kraemer vogt stein jaeger otto sommer gross seidel heinrich brandt haas schreiber graf schulte dietrich ziegler kuhn kuehn pohl engel horn busch bergmann thomas voigt sauer arnold wolff pfeiffer hansen petersen janssen smith jones williams brown taylor'.split(
    ' ',
  ),
);

/** What it is worth, in bits, that two people share this folded last name. */
export function surnameBits(folded: string): number {
  return common.has(folded) ? 7 : 11;
}
