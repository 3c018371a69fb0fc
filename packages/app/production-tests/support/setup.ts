import fs from 'node:fs';
import { z } from 'zod';

const setupSchema = z.object({
  /** The folder that is `/app` in the image. */
  bundle: z.string(),
  /** Path of the Node that runs it. */
  node: z.string(),
  /** Addresses that are not on loopback. */
  addresses: z.object({ portal: z.string(), identity: z.string() }),
  dataDir: z.string(),
  /** Where what fails can be read afterwards. */
  logDir: z.string(),
  /** Where the lab keeps its data. */
  labDir: z.string(),
  postgres: z.object({
    host: z.string(),
    port: z.number(),
    user: z.string(),
    password: z.string(),
  }),
  /** The address of Redis. */
  redis: z.string(),
});

/** What `node scripts/testProduction.mjs` brought for the tests. */
export type Setup = z.infer<typeof setupSchema>;

export function readSetup(): Setup {
  const file = process.env.PRODUCTION_SETUP;
  if (!file) {
    throw new Error('Run these tests with: node scripts/testProduction.mjs');
  }
  return setupSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
}
