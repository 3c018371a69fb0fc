import { defineConfig } from '@playwright/test';
import browserTests from './playwright.config';

/**
 * Tests of the production bundle. `node scripts/testProduction.mjs` brings
 * what they need: a network of their own, Postgres, Redis and the upstreams.
 */
export default defineConfig({
  ...browserTests,
  testDir: 'packages/app/production-tests',
  outputDir: 'test-results/production',
  use: {
    ...browserTests.use,
    // The certificate of the address is signed by the test run itself.
    ignoreHTTPSErrors: true,
  },
});
