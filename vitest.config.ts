import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,pipelines,classifiers,storage,fixtures}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '**/*.live.test.ts', '**/*.e2e.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    isolate: true,
  },
});
