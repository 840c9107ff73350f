import { configDefaults, defineConfig } from 'vitest/config';

/** Suites without engines, browsers or processes of their own. */
const PLAIN = ['shared', 'functions', 'cdk/monitoring', 'cdk/constructs'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Journeys wait more than they work: a third worker uses what they leave of two cores.
    maxWorkers: 3,
    projects: [
      // They leave nothing behind, so that modules are loaded once for each worker instead of once for each file.
      { extends: true, test: { name: 'plain', include: PLAIN, isolate: false } },
      {
        extends: true,
        test: {
          name: 'systems',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PLAIN],
        },
      },
    ],
  },
});
