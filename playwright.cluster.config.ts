import { defineConfig } from '@playwright/test';
import browserTests from './playwright.config';

// The product starts on the real control plane. `npm run test:cluster` brings
// what that takes.
process.env.PORTAL_TEST_CLUSTER = 'real';
process.env.PORTAL_TEST_DATA ??= 'test-results/cluster/portal';

/** What a person sees with the real Kubernetes, Argo Rollouts and Argo CD. */
export default defineConfig({
  ...browserTests,
  testMatch: ['realControlPlane.test.ts', 'story.test.ts'],
  testIgnore: [],
  outputDir: 'test-results/cluster/browser',
});
