/**
 * For every wall at least one import that it must stop; `npm run walls` proves that it does. `npm` names the package
 * when the import comes from one.
 * @type {readonly { rule: string, from: string, to: string, npm?: string }[]}
 */
export const forbiddenImports = [
  { rule: 'domain-stands-alone', from: 'src/domain/a.ts', to: 'src/ports/log.ts' },
  { rule: 'ports-know-the-domain', from: 'src/ports/a.ts', to: 'src/db/connection.ts' },
  { rule: 'rules-are-pure', from: 'src/rules/routing/a.ts', to: 'src/db/connection.ts' },
  { rule: 'db-knows-the-domain', from: 'src/db/a.ts', to: 'src/engine/engine.ts' },
  { rule: 'db-fulfils-ports-by-shape', from: 'src/db/b.ts', to: 'src/ports/log.ts' },
  { rule: 'engine-knows-no-stage', from: 'src/engine/a.ts', to: 'pipelines/letter.ts' },
  { rule: 'intake-knows-no-sibling', from: 'src/intake/a.ts', to: 'src/queue/agent-queue.ts' },
  { rule: 'trays-knows-no-sibling', from: 'src/trays/a.ts', to: 'src/intake/take-in.ts' },
  { rule: 'queue-knows-no-sibling', from: 'src/queue/a.ts', to: 'src/trays/tray-desk.ts' },
  { rule: 'audit-knows-no-sibling', from: 'src/audit/a.ts', to: 'src/queue/agent-queue.ts' },
  { rule: 'pipelines-are-pure', from: 'pipelines/stages/a.ts', to: 'src/db/connection.ts' },
  { rule: 'storage-knows-ports', from: 'storage/a.ts', to: 'src/db/connection.ts' },
  { rule: 'classifiers-know-ports', from: 'classifiers/a.ts', to: 'storage/disk.ts' },
  { rule: 'adapter-families-stay-apart', from: 'src/adapters/ocr/a.ts', to: 'src/adapters/workshop/workshop.ts' },
  { rule: 'config-knows-the-domain', from: 'src/config/a.ts', to: 'storage/disk.ts' },
  { rule: 'api-names-no-adapter', from: 'src/api/routes/a.ts', to: 'src/adapters/workshop/workshop.ts' },
  { rule: 'contract-is-shared', from: 'src/api/contract/a.ts', to: 'src/db/connection.ts' },
  { rule: 'web-sees-the-contract', from: 'src/web/a.ts', to: 'src/api/create-api.ts' },
  { rule: 'app-is-the-top', from: 'src/api/b.ts', to: 'src/app/compose.ts' },
  { rule: 'nothing-for-tests-in-the-product', from: 'src/app/b.ts', to: 'fixtures/customers.ts' },
  { rule: 'pure-without-node', from: 'src/rules/routing/b.ts', to: 'node:fs' },
  { rule: 'pg-lives-in-db', from: 'src/engine/b.ts', to: 'pg', npm: 'pg' },
  { rule: 'minio-lives-in-storage', from: 'src/app/c.ts', to: 'minio', npm: 'minio' },
  { rule: 'bullmq-lives-in-dispatch', from: 'src/queue/b.ts', to: 'bullmq', npm: 'bullmq' },
  {
    rule: 'mail-and-page-libraries-live-in-the-workshop',
    from: 'src/intake/b.ts',
    to: 'postal-mime',
    npm: 'postal-mime',
  },
  { rule: 'tesseract-lives-in-ocr', from: 'src/app/d.ts', to: 'tesseract.js', npm: 'tesseract.js' },
  { rule: 'fastify-lives-in-api', from: 'src/app/e.ts', to: 'fastify', npm: 'fastify' },
  { rule: 'react-lives-in-web', from: 'src/api/c.ts', to: 'react', npm: 'react' },
  { rule: 'no-circles', from: 'src/rules/matching/a.ts', to: 'src/rules/matching/b.ts' },
  { rule: 'no-circles', from: 'src/rules/matching/b.ts', to: 'src/rules/matching/a.ts' },
  { rule: 'all-is-found', from: 'src/app/f.ts', to: 'src/app/missing.ts' },
  { rule: 'all-is-declared', from: 'src/app/g.ts', to: 'dev-only', npm: 'dev-only' },
];
