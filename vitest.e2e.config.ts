import { defineConfig } from 'vitest/config';

/** The pages in a real browser on a whole running Mailroom. One file after the other: they share the machine's cores. */
export default defineConfig({
  test: {
    include: ['src/testing/e2e/**/*.e2e.test.ts'],
    globalSetup: ['src/testing/e2e/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    fileParallelism: false,
  },
});
