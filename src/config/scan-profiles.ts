import { z } from 'zod';
import { defaultSeparation, noSeparation, type ScanProfile, type SeparationMethod } from '../domain/scan-profile.ts';

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const text = z.string().trim().min(1).max(200);

const separation = z
  .strictObject({
    patches: z.array(z.enum(['I', 'II', 'III', 'IV', 'VI', 'T'])).readonly(),
    codes: z.boolean(),
    archivePrefixes: z
      .array(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,19}$/))
      .max(20)
      .readonly(),
    blankSheets: z.boolean(),
    pagesEach: z.number().int().min(1).max(1000).nullable(),
    content: z.boolean(),
  })
  .partial();

const profile = z
  .strictObject({
    key,
    name: z.union([text.transform((both) => ({ de: both, en: both })), z.strictObject({ de: text, en: text })]),
    site: text,
    channel: z.enum(['letter', 'fax']).default('letter'),
    isDuplex: z.boolean().default(true),
    colour: z.enum(['black-white', 'grey', 'colour']).default('grey'),
    separation: separation.default({}),
    dropsBlanks: z.boolean().default(true),
    isFilePerPage: z.boolean().default(false),
    hotFolder: text.nullable().default(null),
    device: text.nullable().default(null),
    languages: z
      .array(z.string().regex(/^[A-Za-z_]{3,20}$/))
      .min(1)
      .max(10)
      .readonly()
      .default(['deu', 'eng']),
  })
  .transform(({ separation: given, ...rest }): ScanProfile => {
    const usual = rest.channel === 'fax' ? noSeparation : defaultSeparation;
    return { ...rest, separation: { ...usual, ...(given as Partial<SeparationMethod>) } };
  });

/** What stands under `scan.profiles`: a list, keys and hot folders unlike. */
export const scanProfiles: z.ZodType<readonly ScanProfile[]> = z
  .array(profile)
  .max(200)
  .readonly()
  .superRefine((profiles, context) => {
    const doubled = (values: readonly (string | null)[]): string | undefined =>
      values.find((value, index) => value !== null && values.indexOf(value) !== index) ?? undefined;
    const twice = doubled(profiles.map((each) => each.key)) ?? doubled(profiles.map((each) => each.hotFolder));
    if (twice !== undefined) context.addIssue({ code: 'custom', message: `"${twice}" stands there twice` });
  });

/** What a mail room begins with: the morning's letters in duplex, and the faxes of the night as they came. */
export const defaultScanProfiles: readonly ScanProfile[] = [
  {
    key: 'tagespost',
    name: { de: 'Tagespost', en: 'Daily post' },
    site: 'Emden',
    channel: 'letter',
    isDuplex: true,
    colour: 'grey',
    separation: defaultSeparation,
    dropsBlanks: true,
    isFilePerPage: false,
    hotFolder: 'hot-folders/tagespost',
    device: null,
    languages: ['deu', 'eng'],
  },
  {
    key: 'fax-nacht',
    name: { de: 'Faxe der Nacht', en: 'Night faxes' },
    site: 'Emden',
    channel: 'fax',
    isDuplex: false,
    colour: 'black-white',
    separation: noSeparation,
    dropsBlanks: false,
    isFilePerPage: false,
    hotFolder: 'hot-folders/fax-nacht',
    device: null,
    languages: ['deu', 'eng'],
  },
];
