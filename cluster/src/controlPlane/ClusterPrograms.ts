import { join } from 'path';
import { z } from 'zod';

/** Folders of the built modules, by the names in `cluster/modules/`. */
export const modulesSchema = z.object({
  etcd: z.string(),
  kubernetes: z.string(),
  kwok: z.string(),
  rollouts: z.string(),
  'rollouts-1.9': z.string(),
  argocd: z.string(),
});

export type ClusterModules = z.infer<typeof modulesSchema>;

/** Versions of the Rollouts controller that are built. */
export const ROLLOUTS_VERSIONS = ['1.10.0', '1.9.2'] as const;

export type RolloutsVersion = (typeof ROLLOUTS_VERSIONS)[number];

const ROLLOUTS_MODULES = {
  '1.10.0': 'rollouts',
  '1.9.2': 'rollouts-1.9',
} as const;

/** Folder of the controller of this version. */
export function rolloutsModule(
  modules: ClusterModules,
  version: RolloutsVersion,
): string {
  return modules[ROLLOUTS_MODULES[version]];
}

/** A program of a built module. */
export function program(moduleFolder: string, name: string): string {
  return join(moduleFolder, 'bin', name);
}

/** A file or folder that was taken out of a built module's source. */
export function moduleFile(moduleFolder: string, ...path: string[]): string {
  return join(moduleFolder, 'files', ...path);
}
