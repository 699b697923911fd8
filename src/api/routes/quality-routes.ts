import { z } from 'zod';
import { documentSources } from '../../db/document-sources.ts';
import type { QualityCheck as StoredCheck } from '../../db/quality-checks.ts';
import { displayName } from '../../rules/matching/display.ts';
import type { CheckInHand as Held } from '../../trays/quality-desk.ts';
import { type Api, noContent, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import {
  type CheckInHand,
  checkAnswer,
  checkNext,
  checkNextRequest,
  checkOutcome,
  type QualityCheck,
  qualityChecks,
  qualityChecksQuery,
  qualityDecisions,
  qualityDecisionsQuery,
  qualityReport,
  qualityReportQuery,
} from '../contract/index.ts';
import { missingDocument, pagesOf } from '../documents.ts';

const tags = ['Quality'];
const params = z.object({ id: z.string().max(80) });
const dayMilliseconds = 86_400_000;

/** What samples prove about decisions made without a person, and the blind checks that prove it. */
export function qualityRoutes(api: Api, { deps, journal }: RouteContext): void {
  const { database, clock, quality, qualityFigures, customerOf } = deps;

  api.get('/quality', {
    config: { allow: 'readQuality' },
    schema: {
      tags,
      summary: 'Proven precision with its interval, touchless share, drift and alarms',
      querystring: qualityReportQuery,
      response: { 200: qualityReport, ...orProblem },
    },
    handler: async (request) => {
      const [report, forCaller] = await Promise.all([
        qualityFigures.report(request.query.weeks),
        quality.countFor(callerOf(request).accountId),
      ]);
      const { drift } = report;
      return {
        ...report,
        at: report.at.toISOString(),
        since: report.since.toISOString(),
        checks: { ...report.checks, forCaller, oldestOpenAt: report.checks.oldestOpenAt?.toISOString() ?? null },
        byClass: [...report.byClass],
        byChannel: [...report.byChannel],
        byClassAndChannel: [...report.byClassAndChannel],
        weeks: [...report.weeks],
        alarms: [...report.alarms],
        drift: drift && {
          model: drift.model,
          reference: spanOf(drift.reference),
          recent: drift.recent && spanOf(drift.recent),
          parts: drift.parts.map((part) => ({ ...part, parts: [...part.parts] })),
        },
      };
    },
  });

  api.get('/quality/checks', {
    config: { allow: 'readQuality' },
    schema: {
      tags,
      summary: 'Documents that were drawn, newest first',
      querystring: qualityChecksQuery,
      response: { 200: qualityChecks, ...orProblem },
    },
    handler: async (request) => {
      const { limit, since, until, ...filter } = request.query;
      const found = await quality.checks({ ...filter, since: dayOf(since), until: dayOf(until) }, limit);
      return { total: found.total, items: found.items.map(toCheck) };
    },
  });

  api.get('/quality/decisions', {
    config: { allow: 'readQuality' },
    schema: {
      tags,
      summary: 'Documents decided without a person, newest first',
      querystring: qualityDecisionsQuery,
      response: { 200: qualityDecisions, ...orProblem },
    },
    handler: async (request) => {
      const { limit, since, until, ...filter } = request.query;
      const now = clock.now();
      const found = await qualityFigures.decisions(
        {
          ...filter,
          since: dayOf(since) ?? new Date(now.getTime() - 84 * dayMilliseconds),
          until: dayOf(until) ?? new Date(now.getTime() + dayMilliseconds),
        },
        limit,
      );
      return { items: found.map((each) => ({ ...each, at: each.at.toISOString() })) };
    },
  });

  api.post('/quality/checks/next', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'Take the next document to be checked blind: one you have no part in',
      body: checkNextRequest,
      response: { 200: checkNext, ...orProblem },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { check, left } = await quality.next(caller.accountId, request.body.except);
      if (check === null) return { check: null, left };
      // Not `document.read`: that is the page with the machine's answer on it, and spoils a checker.
      await journal.recordLook(caller, 'quality.read', check.documentId);
      return { check: await shown(check), left };
    },
  });

  api.post('/quality/checks/:id/answer', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'Say what the document is, and whose',
      params,
      body: checkAnswer,
      response: { 200: checkOutcome, ...orProblem },
    },
    handler: (request) =>
      quality.answer({ ...request.body, id: request.params.id, actor: callerOf(request).accountId }),
  });

  api.post('/quality/checks/:id/keep', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'Keep a check in hand: a page that works says so every minute',
      params,
      response: { 204: noContent, ...orProblem },
    },
    handler: async (request, reply) => {
      await quality.keep({ id: request.params.id, actor: callerOf(request).accountId });
      return reply.code(204).send();
    },
  });

  api.post('/quality/checks/:id/pass', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'You cannot say; somebody else may',
      params,
      response: { 204: noContent, ...orProblem },
    },
    handler: async (request, reply) => {
      await quality.pass({ id: request.params.id, actor: callerOf(request).accountId });
      return reply.code(204).send();
    },
  });

  async function shown({ id, documentId, look, classes, customers, until }: Held): Promise<CheckInHand> {
    const sources = await documentSources(database, documentId);
    if (sources === null) throw missingDocument();
    return {
      id,
      documentId,
      look,
      classes: [...classes],
      customers: await Promise.all(
        customers.map(async (customerNumber) => {
          const record = customerNumber === null ? null : await customerOf(customerNumber);
          return { customerNumber, name: record && displayName(record) };
        }),
      ),
      pages: pagesOf(sources, []).map(({ number, widthMm, heightMm }) => ({ number, widthMm, heightMm })),
      until: until.toISOString(),
    };
  }
}

function toCheck(check: StoredCheck): QualityCheck {
  const { id, documentId, channel, state, probability, isClassRight, isCustomerRight, isCorrected } = check;
  const isSettled = state === 'settled';
  const saying = (classKey: string | null, customerNumber: string | null) =>
    isSettled && classKey !== null ? { classKey, customerNumber } : null;
  return {
    id,
    documentId,
    channel,
    state,
    probability,
    drawnAt: check.drawnAt.toISOString(),
    machine: saying(check.classKey, check.customerNumber),
    checker: saying(check.firstClass, check.firstCustomer),
    truth: saying(check.trueClass, check.trueCustomer),
    isClassRight: isSettled ? isClassRight : null,
    isCustomerRight: isSettled ? isCustomerRight : null,
    isCorrected,
  };
}

function spanOf(span: { readonly since: Date; readonly until: Date; readonly documents: number }) {
  return { since: span.since.toISOString(), until: span.until.toISOString(), documents: span.documents };
}

function dayOf(day: string | undefined): Date | undefined {
  return day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
}
