import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// One private PostgreSQL for the whole run; every worker gets a database from a template.
const cluster = './kernel/server/testCluster.ts';
const ours = ['kernel', 'programme', 'apps', 'season', 'bench', 'tools'];
const everywhere = ours.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
const withoutDatabase = ['kernel/pure/**/*.test.ts', 'tools/**/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    allowOnly: false,
    restoreMocks: true,
    projects: [
      {
        test: {
          name: 'pure',
          include: withoutDatabase,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'stories',
          include: everywhere,
          exclude: ['**/node_modules/**', ...withoutDatabase],
          globalSetup: existsSync(cluster) ? [cluster] : [],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The Chromium walks, on what `npm run build` made. Two files at once, each with its own server and data.
        test: {
          name: 'walk',
          include: ['season/walk/**/*.walk.ts'],
          globalSetup: [...(existsSync(cluster) ? [cluster] : []), './season/walk/built.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
