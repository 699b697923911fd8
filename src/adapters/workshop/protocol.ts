import type { Problem } from '../../domain/errors.ts';
import type { MailHeader } from '../../domain/facts.ts';
import type { Limits } from '../../domain/limits.ts';
import type { PreparedPage } from '../../domain/page.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import type { Tray } from '../../domain/tray.ts';
import type { OpenedPage } from '../../ports/document-opener.ts';
import type { TakenPage } from '../../ports/scan-divider.ts';
import type { RenditionInput } from './rendition/rendition-task.ts';

/** Names a file the child wrote during its task (`page-1.jpg`); the parent turns it into an object of the store. */
export type OutputName = string;

export interface OpenInput {
  /** The path of a checked-out object is asked for by its digest. */
  readonly original: string;
  /** Cleaned; the title of a text file's pages. */
  readonly filename: string;
  readonly depth: number;
  /** Written into the pages laid out for a mail or text, so that opening twice gives equal bytes. */
  readonly createdAt: Date;
  /** Whether bar codes and patch codes are looked for on pages that are images; costs up to 60 ms a page. */
  readonly findsSeparators: boolean;
  /** The first pages of the file as an earlier attempt made them; their images are not written again. */
  readonly made: readonly DrawnFilePage[];
  readonly limits: Limits;
}

/** A `PreparedPage` whose images are still output names. */
export type DrawnPage = Omit<PreparedPage, 'image' | 'readingImage'> & {
  readonly image: OutputName | null;
  readonly readingImage: OutputName | null;
};

/** An `OpenedPage` whose images are still output names. */
export type DrawnFilePage = Omit<OpenedPage, 'page'> & { readonly page: DrawnPage | null };

export type OpenAnswer =
  | {
      readonly kind: 'opened';
      readonly documentKind: 'pdf' | 'tiff' | 'image' | 'mail' | 'text';
      readonly mediaType: string;
      readonly pages: readonly DrawnPage[];
      readonly mail: MailHeader | null;
      /** A gzip JSON `Reading`. */
      readonly reading: OutputName | null;
      /** `original` means the arrived bytes are the PDF. */
      readonly pdf: { readonly kind: 'original' } | { readonly kind: 'output'; readonly name: OutputName } | null;
      readonly children: readonly {
        readonly filename: string;
        readonly declaredMediaType: string | null;
        readonly output: OutputName;
      }[];
      readonly remarks: readonly string[];
      /** Something of the file is missing, and a remark says what. */
      readonly isTorn?: boolean;
    }
  | { readonly kind: 'refused'; readonly tray: Tray; readonly problem: Problem };

/** Every task a child can do: what it is given and what it answers. Both cross the process border by structured clone. */
export interface Tasks {
  readonly open: { readonly input: OpenInput; readonly answer: OpenAnswer };
  readonly paint: {
    readonly input: {
      readonly pdf: string;
      readonly page: number;
      readonly widthPx: number;
      readonly pixelsMax: number;
    };
    readonly answer: Uint8Array;
  };
  readonly shrink: {
    readonly input: { readonly image: string; readonly widthPx: number; readonly pixelsMax: number };
    readonly answer: Uint8Array;
  };
  readonly turn: {
    readonly input: {
      readonly image: string | null;
      readonly readingImage: string;
      readonly rotation: 90 | 180 | 270;
      readonly pixelsMax: number;
    };
    readonly answer: { readonly image: OutputName; readonly readingImage: OutputName };
  };
  readonly 'take-pages': {
    readonly input: {
      readonly sources: readonly { readonly sha256: Sha256; readonly kind: 'pdf' | 'tiff' | 'image' }[];
      readonly parts: readonly (readonly TakenPage[])[];
      readonly pagesMax: number;
      readonly pixelsMax: number;
    };
    readonly answer: readonly {
      readonly output: OutputName;
      readonly mediaType: 'application/pdf' | 'image/tiff';
    }[];
  };
  readonly 'write-rendition': { readonly input: RenditionInput; readonly answer: { readonly pdf: OutputName } };
}

export type TaskName = keyof Tasks;

export interface ToChild {
  readonly kind: 'task' | 'kept';
  readonly task?: TaskName;
  readonly input?: unknown;
  /** Local paths of the objects the task may read, by digest. */
  readonly paths?: Readonly<Record<string, string>>;
  /** An empty private folder for output files. */
  readonly folder?: string;
}

export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly name: OutputName }
  /** A page of a file of `pageCount` pages is made; its outputs were named before. */
  | { readonly kind: 'page'; readonly page: unknown; readonly pageCount: number }
  | { readonly kind: 'answer'; readonly answer: unknown }
  /** The task threw: a bug, or bytes a library choked on. The child itself is well. */
  | { readonly kind: 'failed'; readonly problem: Problem };
