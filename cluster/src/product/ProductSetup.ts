import { readFileSync } from 'fs';
import { join } from 'path';
import { z } from 'zod';
import { modulesSchema } from '../controlPlane/ClusterPrograms';

const port = z.number().int().min(1).max(65535);

/** What `npm start -- --cluster real` asks for, as JSON. */
export const productSetupSchema = z.object({
  /** Where everything is kept, and found again by the next start. */
  dataDir: z.string(),
  /** The words before a command by which it runs in a network namespace. */
  namespace: z.array(z.string()),
  modules: modulesSchema,
  redis: z.object({
    file: z.string(),
    env: z.record(z.string(), z.string()),
  }),
  /** All ports are the same inside of the namespace and outside. */
  clusters: z.record(z.string(), z.object({ port })),
  argoCd: z.object({ port, applicationSetPort: port }),
  /** Where the deployment repository is, which runs outside. */
  github: z.object({
    port,
    repository: z.object({
      url: z.string(),
      username: z.string(),
      password: z.string(),
    }),
  }),
});

export type ProductSetup = z.infer<typeof productSetupSchema>;

export function readProductSetup(file: string): ProductSetup {
  return productSetupSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Ports of the control plane, which the portal and people call. */
export function portsOut({ clusters, argoCd }: ProductSetup): number[] {
  return [
    ...Object.values(clusters).map(cluster => cluster.port),
    argoCd.port,
    argoCd.applicationSetPort,
  ];
}

/** Ports of the lab, which the control plane calls. */
export function portsIn({ github }: ProductSetup): number[] {
  return [github.port];
}

export function socketsDir({ dataDir }: ProductSetup): string {
  return join(dataDir, 'sockets');
}
