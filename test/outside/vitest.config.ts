import { defineConfig } from 'vitest/config';

/** Relying parties that are not Node: each is a command of its own (`npm run test:apache`), because it needs programs npm cannot bring. */
export default defineConfig({
  test: {
    include: ['test/outside/*.proof.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    pool: 'forks',
    fileParallelism: false,
  },
});
