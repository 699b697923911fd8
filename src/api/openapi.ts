import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Api } from './api-type.ts';
import * as contract from './contract/index.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Content of a request body that is streamed and never parsed, as OpenAPI wants it. */
    requestBody?: Readonly<Record<string, unknown>>;
  }
}

// Named here and not in the contract, so that browsers do not carry a registry nobody reads there.
const named = {
  Problem: contract.problem,
  Me: contract.me,
  Account: contract.account,
  OwnToken: contract.ownToken,
  DocumentRow: contract.documentRow,
  DocumentDetail: contract.documentDetail,
  DocumentResult: contract.documentResult,
  SubmissionDetail: contract.submissionDetail,
  UploadReceipt: contract.uploadReceipt,
  WorkItem: contract.workItem,
  Customer: contract.customerView,
  DocumentClass: contract.classView,
  Figures: contract.figures,
  LiveEvent: contract.liveEvent,
};
for (const [id, schema] of Object.entries(named))
  if (!z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });

/** Collects the routes registered after it into one OpenAPI 3.1 document, and serves that. */
export async function serveOpenApi(api: Api, version: string): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mailroom',
        version,
        description:
          'Letters, faxes and e-mails in, archived documents and work items out. Sign in with a token (`Authorization: Bearer …`) or, ' +
          'as the pages do, with a session cookie; changing requests with the cookie carry the header `X-Mailroom-Request: 1`.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'mailroom' },
        },
      },
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      const { allow, requestBody } = document.route.config ?? {};
      const security = allow === undefined || allow === 'anyone' ? [] : [{ token: [] }, { session: [] }];
      const body = requestBody === undefined ? {} : { body: { content: requestBody } };
      return { schema: { ...schema, ...body, security }, url };
    },
    transformObject: jsonSchemaTransformObject,
  });

  api.get('/api/openapi.json', {
    config: { allow: 'anyone' },
    schema: { hide: true },
    handler: async (_request, reply) => reply.type('application/json').send(JSON.stringify(api.swagger())),
  });
}
