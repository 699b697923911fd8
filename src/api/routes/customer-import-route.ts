import { Readable } from 'node:stream';
import { recordAudit } from '../../db/audit-events.ts';
import { rememberAnswer, rememberedAnswer } from '../../db/idempotency-keys.ts';
import { MailroomError } from '../../domain/errors.ts';
import { importCustomers } from '../../intake/customers/import-customers.ts';
import { type Api, idempotencyHeaders, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { type ImportReport, importReport } from '../contract/index.ts';
import { keyWasUsedOtherwise } from '../idempotency.ts';
import { meterBytes } from '../upload/metered-bytes.ts';
import { streamedBody } from '../upload/refuse-early.ts';

/** Customer master data as a stream of CSV: millions of lines pass, and none of them waits for the last. */
export function customerImportRoute(api: Api, { deps, options }: RouteContext): void {
  const { database, clock } = deps;
  const limit = { bytesMax: options.customersBytesMax, setting: 'customersBytesMax' };

  api.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));
  api.post('/customers/import', {
    config: {
      allow: 'importCustomers',
      isStreamed: true,
      requestBody: { 'text/csv': { schema: { type: 'string' } } },
    },
    ...streamedBody(limit),
    schema: {
      tags: ['Customers'],
      summary: 'Insert or update customers from CSV; importing the same file twice changes nothing',
      consumes: ['text/csv'],
      headers: idempotencyHeaders,
      response: { 200: importReport, ...orProblem },
    },
    handler: async (request) => {
      if (!(request.body instanceof Readable))
        throw new MailroomError('request.invalid', 'Send the CSV file as text/csv.');
      const { accountId } = callerOf(request);
      const key = request.headers['idempotency-key'];
      const bytes = meterBytes(request.body, { remaining: limit.bytesMax, ...limit }, key !== undefined);
      const earlier = key === undefined ? null : await rememberedAnswer(database, accountId, key);
      if (earlier?.status) {
        for await (const _ of bytes);
        if (earlier.requestHash !== bytes.sha256()) throw keyWasUsedOtherwise();
        return earlier.body as ImportReport;
      }
      const report = await run(bytes);
      await recordAudit(database, {
        actor: accountId,
        action: 'customers.imported',
        subject: 'customers',
        detail: {
          read: report.read,
          inserted: report.inserted,
          updated: report.updated,
          rejected: report.rejectedCount,
        },
      });
      if (key !== undefined) {
        const answer = { requestHash: bytes.sha256(), status: 200, body: report };
        await rememberAnswer(database, accountId, key, answer, clock.now());
      }
      return report;
    },
  });

  async function run(bytes: AsyncIterable<Uint8Array>): Promise<ImportReport> {
    const report = await importCustomers(database, bytes);
    return {
      read: report.read,
      inserted: report.inserted,
      updated: report.updated,
      unchanged: report.unchanged,
      rejectedCount: report.rejectedCount,
      rejected: report.rejected.map(({ line, reason }) => ({ line, reason })),
      unknownColumns: [...report.unknownColumns],
    };
  }
}
