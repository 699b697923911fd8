import { z } from 'zod';
import type { ProblemCode } from '../../domain/errors.ts';
import { codeFormats, type PatchKind, patchBars } from '../../domain/separator.ts';
import { trays } from '../../domain/tray.ts';
import type { DrawnFilePage, OpenAnswer } from './protocol.ts';

const sentence = z.string().max(2000);
const output = z.string().max(100);

const patches = Object.keys(patchBars) as [PatchKind, ...PatchKind[]];
const code = z.object({
  format: z.literal(codeFormats),
  text: z.string().max(300),
  patch: z.literal(patches).nullable(),
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  confidence: z.number().min(0).max(1),
  angle: z.number(),
});

const page = z.object({
  number: z.int().positive(),
  widthMm: z.number().positive(),
  heightMm: z.number().positive(),
  image: output.nullable(),
  readingImage: output.nullable(),
  rotation: z.literal([0, 90, 180, 270]),
  skewDegrees: z.number(),
  isBlank: z.boolean(),
  quality: z
    .object({
      score: z.number().min(0).max(1),
      flaws: z.array(z.literal(['low-resolution', 'low-contrast', 'blurred', 'cut-off', 'dark', 'skewed'])).max(6),
    })
    .nullable()
    .optional(),
  filePage: z.int().positive().exactOptional(),
  codes: z.array(code).max(100).exactOptional(),
});

const share = z.number().min(0).max(1);

/** A page while its file is being opened, as hostile as the answer at the end. */
export const openedPage: z.ZodType<DrawnFilePage> = z.object({
  filePage: z.int().positive(),
  page: page.nullable(),
  reading: z
    .object({
      number: z.int().positive(),
      confidence: share,
      source: z.literal(['text-layer', 'ocr', 'layout']),
      words: z
        .array(
          z.object({
            text: z.string(),
            box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
            confidence: share,
            line: z.int().nonnegative(),
          }),
        )
        .max(100_000),
    })
    .nullable(),
  flaw: z.literal(['torn', 'oddly-blank']).nullable(),
}) as unknown as z.ZodType<DrawnFilePage>;

const address = z.string().max(2000);

/** What a child says is as trustworthy as the bytes it opened, so its answer is parsed like anything from outside. */
export const openAnswer: z.ZodType<OpenAnswer> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    documentKind: z.literal(['pdf', 'tiff', 'image', 'mail', 'text']),
    mediaType: z.string().max(200),
    pages: z.array(page),
    mail: z
      .object({
        from: address.nullable(),
        fromName: address.nullable(),
        to: z.array(address).max(1000),
        subject: address.nullable(),
        sentAt: z.string().max(40).nullable(),
        messageId: address.nullable(),
      })
      .nullable(),
    reading: output.nullable(),
    pdf: z
      .union([z.object({ kind: z.literal('original') }), z.object({ kind: z.literal('output'), name: output })])
      .nullable(),
    children: z.array(
      z.object({ filename: z.string().min(1).max(1000), declaredMediaType: z.string().max(200).nullable(), output }),
    ),
    remarks: z.array(sentence).max(50),
    isTorn: z.boolean().exactOptional(),
  }),
  z.object({
    kind: z.literal('refused'),
    tray: z.literal(trays),
    problem: z.object({
      code: z.templateLiteral(['document.', z.string()]).transform((code) => code as ProblemCode),
      message: sentence,
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  }),
]) as unknown as z.ZodType<OpenAnswer>;
