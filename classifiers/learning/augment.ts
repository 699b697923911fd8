import type { Channel } from '../../src/domain/channel.ts';
import type { Addenda } from './addenda.ts';
import { dressLetter } from './dress-letter.ts';
import type { Example } from './example.ts';
import { ocrNoise } from './ocr-noise.ts';
import type { Random } from './random.ts';

/** Error rates of scans (0.3 to 1 %), poor scans (3 %) and bad faxes (6 %); mails have none. */
const rates = [0.003, 0.01, 0.03, 0.06] as const;

/** About as many letters mention a second concern in passing. */
const addendumShare = 0.15;

/**
 * The text as given, then `copies` of it as post really looks: with heads, feet, signatures, reading errors, and now and
 * then with a second concern, which then is the variant's `second`.
 */
export function variantsOf(example: Example, copies: number, random: Random, addenda: Addenda): Example[] {
  const variants: Example[] = [example];
  for (let copy = 0; copy < copies; copy += 1) {
    const addendum = random.chance(addendumShare) ? addenda.draw(example, random) : null;
    const whole =
      addendum === null
        ? example
        : { ...example, text: `${example.text}\n${addendum.text}`, second: addendum.classKey };
    // Words matter, not the channel: a complaint may come as a letter as well as by mail.
    const channel: Channel = random.chance(0.5) ? example.channel : random.pick(['letter', 'fax', 'email'] as const);
    const dressed = dressLetter({ ...whole, channel: example.channel === 'portal' ? 'portal' : channel }, random);
    const isPaper = dressed.channel === 'letter' || dressed.channel === 'fax';
    const rate = isPaper ? random.pick(rates) : random.chance(0.3) ? 0.01 : 0;
    variants.push({
      ...dressed,
      text: ocrNoise(dressed.text, rate, random),
      subject: dressed.subject === null ? null : ocrNoise(dressed.subject, rate, random),
    });
  }
  return variants;
}
