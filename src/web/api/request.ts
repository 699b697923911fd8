import type { z } from 'zod';
import { networkProblem, problemOf, unreadableAnswer } from './api-problem.ts';
import { apiBase } from './contract.ts';

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface Ask {
  readonly query?: Query;
  readonly signal?: AbortSignal | undefined;
}

interface Order extends Ask {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with this media type. */
  readonly raw?: { readonly body: Blob; readonly mediaType: string };
  /** For a POST that creates: the same key makes the same thing once, however often it is sent. */
  readonly idempotencyKey?: string;
  /** Sent to its end although the page that sends it closes. */
  readonly outlivesPage?: boolean;
}

export function addressOf(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? `${apiBase}${path}` : `${apiBase}${path}?${text}`;
}

/** Asks and parses by the contract. Fails with `ApiProblem`; an aborted request fails with the browser's `AbortError`. */
export async function ask<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  options: Ask = {},
): Promise<z.output<Schema>> {
  const response = await send('GET', path, options);
  return parse(schema, path, response);
}

/** Changes something and parses what comes back. */
export async function order<Schema extends z.ZodType>(
  schema: Schema,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  options: Order = {},
): Promise<z.output<Schema>> {
  const response = await send(method, path, options);
  return parse(schema, path, response);
}

/** Changes something and expects no answer beyond success. */
export async function orderQuietly(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  options: Order = {},
): Promise<void> {
  await send(method, path, options);
}

async function send(method: string, path: string, options: Order): Promise<Response> {
  // The header is the guard against forged requests: another site's form cannot set it.
  const headers = new Headers({ accept: 'application/json' });
  if (method !== 'GET') headers.set('x-mailroom-request', '1');
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  let body: BodyInit | null = null;
  if (options.raw !== undefined) {
    headers.set('content-type', options.raw.mediaType);
    body = options.raw.body;
  } else if (options.body !== undefined) {
    headers.set('content-type', 'application/json');
    body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(addressOf(path, options.query), {
      method,
      headers,
      body,
      credentials: 'same-origin',
      signal: options.signal ?? null,
      keepalive: options.outlivesPage ?? false,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw networkProblem();
  }
  if (!response.ok) throw problemOf(response.status, await jsonOrNull(response));
  return response;
}

async function parse<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  response: Response,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await jsonOrNull(response));
  if (!parsed.success) throw unreadableAnswer(path);
  return parsed.data;
}

async function jsonOrNull(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
