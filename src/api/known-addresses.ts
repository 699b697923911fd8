import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { MailroomError } from '../domain/errors.ts';
import { sendProblem } from './answer-errors.ts';
import { problemOf } from './problems.ts';

export interface KnownAddresses {
  note(route: Pick<RouteOptions, 'url' | 'method'>): void;
  /** What a path can be asked with; nothing for a path that is not there. */
  methodsAt(path: string): readonly string[];
}

/** Which paths there are and what can be done with them, so that a wrong verb is told from a wrong address. */
export function createKnownAddresses(): KnownAddresses {
  const byUrl = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  return {
    note({ url, method }) {
      if (url.includes('*')) return;
      const known = byUrl.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
      byUrl.set(url, known);
      for (const one of [method].flat()) known.methods.add(one);
    },
    methodsAt: (path) => {
      const found = [...byUrl.values()].filter(({ pattern }) => pattern.test(path));
      return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
    },
  };
}

function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+')}/?$`);
}

/** 405 with what is allowed instead (RFC 9110, 15.5.6). */
export function refuseMethod(request: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): FastifyReply {
  const message = `${request.method} is not understood at this address; ${allowed.join(', ')} would be.`;
  reply.header('allow', allowed.join(', '));
  return sendProblem(reply, problemOf(new MailroomError('request.invalid', message), pathOf(request), 405));
}

/** A filter that is misspelled would show everything instead of what was asked for. */
export async function refuseUnknownQuery(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const known = namesOf(request.routeOptions.schema?.querystring);
  if (known === null) return undefined;
  const unknown = Object.keys(request.query as object).filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  const message = `There is no query parameter ${unknown.slice(0, 5).join(', ')} here. Known are: ${known.join(', ')}.`;
  return sendProblem(reply, problemOf(new MailroomError('request.invalid', message), pathOf(request), 422));
}

function namesOf(schema: unknown): readonly string[] | null {
  if (typeof schema !== 'object' || schema === null || !('shape' in schema)) return null;
  const { shape } = schema;
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : null;
}

export const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? '/';
