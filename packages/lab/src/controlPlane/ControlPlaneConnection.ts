import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How a real control plane is reached that runs beside the lab. */
export const controlPlaneConnectionSchema = z.object({
  rolloutsVersion: z.string(),
  clusters: z.record(
    z.string(),
    z.object({
      url: z.string(),
      caFile: z.string(),
      tokens: z.object({
        reader: z.string(),
        promoter: z.string(),
        changer: z.string(),
        admin: z.string(),
      }),
    }),
  ),
  argoCd: z.object({
    url: z.string(),
    tokens: z.object({ portal: z.string(), reader: z.string() }),
    /** Where Argo CD hears of pushes. */
    webhooks: z.array(z.string()),
  }),
});

export type ControlPlaneConnection = z.infer<
  typeof controlPlaneConnectionSchema
>;

/** Where everything of a real control plane is, in the lab's data folder. */
export function controlPlaneDir(dataDir: string): string {
  return join(dataDir, 'control-plane');
}

export function readControlPlaneConnection(
  folder: string,
): ControlPlaneConnection {
  return controlPlaneConnectionSchema.parse(
    JSON.parse(readFileSync(fileIn(folder), 'utf8')),
  );
}

export function writeControlPlaneConnection(
  folder: string,
  connection: ControlPlaneConnection,
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(folder), JSON.stringify(connection, null, 2), {
    mode: 0o600,
  });
}

function fileIn(folder: string): string {
  return join(folder, 'connection.json');
}
