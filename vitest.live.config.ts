import { defineConfig } from 'vitest/config';

/** Tests against real servers; `scripts/live/start-servers.sh` starts them. A server that is missing is a failure. */
export default defineConfig({
  test: {
    include: ['{src,pipelines,classifiers,storage,fixtures}/**/*.live.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
