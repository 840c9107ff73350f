import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Journeys wait more than they work: a third worker uses what they leave of two cores.
    maxWorkers: 3,
  },
});
