import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DeliveryEnvironment } from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { parseConfig } from './parseConfig';

const name = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'is not a valid name');

const environmentSchema = z.object({
  name,
  title: z.string().min(1),
  order: z.number(),
  production: z.boolean(),
  previewUrl: z
    .string()
    .regex(/^https?:\/\//, 'must be an http or https address')
    .optional(),
  targets: z.array(
    z.object({ cluster: name, namespaces: z.array(name).min(1) }),
  ),
});

const schema = z.object({
  claimAnnotation: z.string().min(1).default('backstage.io/entity-ref'),
  operatorsHint: z.string().min(1).optional(),
  operatorsGroups: z.array(z.string().regex(/^group:[^/]+\/.+$/)).default([]),
  environments: z.array(environmentSchema).default([]),
  clusters: z
    .record(
      name,
      z.object({
        serviceAccountToken: z.string().min(1).optional(),
        rolloutsVersion: z.string().min(1).optional(),
      }),
    )
    .default({}),
  argocd: z
    .object({
      instances: z
        .array(
          z.object({
            name,
            url: z.url({ protocol: /^https?$/ }),
            frontendUrl: z.url({ protocol: /^https?$/ }).optional(),
            token: z.string().min(1),
          }),
        )
        .default([]),
    })
    .default({ instances: [] }),
});

export interface EnvironmentConfig extends DeliveryEnvironment {
  previewUrl?: string;
  targets: Array<{ cluster: string; namespaces: string[] }>;
}

export interface ArgoCdInstanceConfig {
  name: string;
  url: string;
  frontendUrl?: string;
  token: string;
}

export interface ShopRolloutsConfig {
  claimAnnotation: string;
  operatorsHint?: string;
  operatorsGroups: string[];
  environments: EnvironmentConfig[];
  clusters: Record<
    string,
    { serviceAccountToken?: string; rolloutsVersion?: string }
  >;
  argocd: { instances: ArgoCdInstanceConfig[] };
}

/** Reads and checks everything under `shopRollouts`. */
export function readShopRolloutsConfig(config: Config): ShopRolloutsConfig {
  const key = 'shopRollouts';
  const parsed = parseConfig(schema, config.getOptional(key) ?? {}, key);
  refuseRepeated(
    'shopRollouts.environments',
    parsed.environments.map(environment => environment.name),
  );
  refuseRepeated(
    'shopRollouts.argocd.instances',
    parsed.argocd.instances.map(instance => instance.name),
  );
  return parsed;
}

/**
 * Stops the startup when the configuration names a cluster that nobody
 * supplies: a typing error there would silently turn a target into one that
 * belongs to no environment.
 */
export function checkClusterNames(
  config: ShopRolloutsConfig,
  knownClusters: string[],
): void {
  refuseRepeated('the supplied clusters', knownClusters);
  const known = new Set(knownClusters);
  const used = [
    ...config.environments.flatMap(environment =>
      environment.targets.map(target => ({
        cluster: target.cluster,
        where: `environment '${environment.name}'`,
      })),
    ),
    ...Object.keys(config.clusters).map(cluster => ({
      cluster,
      where: 'shopRollouts.clusters',
    })),
  ];
  for (const { cluster, where } of used) {
    if (!known.has(cluster)) {
      throw new InputError(
        `Unknown cluster '${cluster}' in ${where}. Known clusters: ${
          knownClusters.join(', ') || 'none'
        }`,
      );
    }
  }
}

function refuseRepeated(where: string, names: string[]): void {
  const repeated = names.find((item, index) => names.indexOf(item) !== index);
  if (repeated !== undefined) {
    throw new InputError(`'${repeated}' is repeated in ${where}`);
  }
}
