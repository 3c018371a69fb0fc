import { defineConfig } from '@playwright/test';
import browserTests from './playwright.config';

/** The browser of the browser tests, for measurements. */
export default defineConfig({
  ...browserTests,
  testDir: 'packages/app/bench',
  testMatch: '*.bench.ts',
  timeout: 1_800_000,
  reporter: [['line']],
  outputDir: 'test-results/bench',
  use: { ...browserTests.use, trace: 'off', screenshot: 'off' },
});
