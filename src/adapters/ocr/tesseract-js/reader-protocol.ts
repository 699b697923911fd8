import type { WasmModule } from './web-assembly.ts';

/** What a reader thread is born with. */
export interface ReaderBirth {
  readonly core: string;
  /** Compiled once by the parent: threads share its machine code, so the second one starts in half the time. */
  readonly module: WasmModule;
  /** Path of each language's data, by Tesseract's name, gzip-compressed or not. */
  readonly models: Readonly<Record<string, string>>;
}

export interface ReadOrder {
  readonly path: string;
  /** Tesseract's names joined by `+`. */
  readonly language: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** After `failed` the thread is not to be used again: the WebAssembly memory may be torn. */
export type ReaderAnswer =
  | { readonly kind: 'read'; readonly tsv: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'failed'; readonly detail: string };
