import { z } from 'zod';
import { recordAudit } from '../../db/audit-events.ts';
import { countCustomers } from '../../db/customers.ts';
import { findDocuments } from '../../db/document-rows.ts';
import { findWorkItems } from '../../db/work-item-rows.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import { MailroomError } from '../../domain/errors.ts';
import { customerFromInput } from '../../intake/customers/customer-from-input.ts';
import { findCustomers } from '../../intake/customers/find-customers.ts';
import { upsertCustomer } from '../../intake/customers/upsert-customer.ts';
import { displayAddress, displayName } from '../../rules/matching/display.ts';
import { type Api, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { type CustomerView, customerDetail, customerInput, customerPage, customerWritten } from '../contract/index.ts';

const tags = ['Customers'];
const recountMilliseconds = 30_000;

export function customerRoutes(api: Api, { deps, journal }: RouteContext): void {
  const { database } = deps;

  // Counting six million rows takes longer than finding twenty, and the number is only there to be looked at.
  let counted: { readonly at: number; readonly total: Promise<number> } | null = null;
  const countNowAndThen = (): Promise<number> => {
    if (counted === null || performance.now() - counted.at > recountMilliseconds) {
      const total = countCustomers(database);
      total.catch(() => {
        counted = null;
      });
      counted = { at: performance.now(), total };
    }
    return counted.total;
  };

  api.get('/customers', {
    config: { allow: 'readCustomers' },
    schema: {
      tags,
      summary: 'Customers by number, name or anything that identifies them',
      querystring: z.object({
        q: z.string().max(200).default(''),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
      response: { 200: customerPage, ...orProblem },
    },
    handler: async (request) => {
      const { q, limit } = request.query;
      const [found, total] = await Promise.all([findCustomers(database, q, limit), countNowAndThen()]);
      // A live directory is not searched by name, but it knows its own numbers.
      const named = found.length === 0 && /\d/.test(q) ? await deps.customerOf(q.trim()) : null;
      return { items: (named === null ? found : [named]).map(toView), total };
    },
  });

  api.put('/customers/:number', {
    config: { allow: 'importCustomers' },
    schema: {
      tags,
      summary: 'Adds or replaces one customer; the same again changes nothing',
      params: z.object({ number: z.string().min(1).max(100) }),
      body: customerInput,
      response: { 200: customerWritten, ...orProblem },
    },
    handler: async (request) => {
      const record = customerFromInput(request.params.number, request.body);
      if (typeof record === 'string')
        throw new MailroomError('request.invalid', `The customer cannot be taken: ${record}.`);
      const outcome = await upsertCustomer(database, record);
      if (outcome !== 'unchanged') {
        await recordAudit(database, {
          actor: callerOf(request).accountId,
          action: 'customer.written',
          subject: record.customerNumber,
          detail: { outcome },
        });
      }
      return { customerNumber: record.customerNumber, outcome };
    },
  });

  api.get('/customers/:number', {
    config: { allow: 'readCustomers' },
    schema: {
      tags,
      summary: 'One customer with the latest documents and open work items',
      params: z.object({ number: z.string().max(100) }),
      response: { 200: customerDetail, ...orProblem },
    },
    handler: async (request) => {
      const customer = await deps.customerOf(request.params.number);
      if (customer === null) throw new MailroomError('resource.missing', 'There is no such customer.');
      const { customerNumber } = customer;
      await journal.recordLook(callerOf(request), 'customer.read', customerNumber);
      const [documents, waiting, taken] = await Promise.all([
        findDocuments(database, { customer: customerNumber, limit: 20 }),
        findWorkItems(database, { customer: customerNumber, state: 'waiting', limit: 20 }),
        findWorkItems(database, { customer: customerNumber, state: 'taken', limit: 20 }),
      ]);
      return {
        ...toView(customer),
        recentDocuments: documents.items,
        openWorkItems: [...taken.items, ...waiting.items],
      };
    },
  });
}

function toView(customer: CustomerRecord): CustomerView {
  return {
    customerNumber: customer.customerNumber,
    displayName: displayName(customer),
    displayAddress: displayAddress(customer),
    kind: customer.kind,
    birthDate: customer.birthDate,
    email: customer.email,
    phone: customer.phone,
    iban: customer.iban,
    contractNumbers: [...customer.contractNumbers],
    meterNumbers: [...customer.meterNumbers],
  };
}
