import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const githubName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

const shopCreateSchema = z.object({
  github: z.object({
    host: z.string().regex(/^[A-Za-z0-9.-]+(:\d+)?$/),
    owner: githubName,
    deploymentRepository: githubName,
    infrastructureRepository: githubName.optional(),
  }),
  registry: z
    .string()
    .regex(
      /^[a-z0-9.-]+(\/[a-z0-9._-]+)*$/,
      'must be a host and a path, without scheme, port or tag',
    ),
});

const environmentsSchema = z.array(
  z.object({
    name: z.string(),
    order: z.number(),
    production: z.boolean().default(false),
    targets: z.array(
      z.object({ cluster: z.string(), namespaces: z.array(z.string()) }),
    ),
  }),
);

/** Where templates put what they make. */
export type ShopCreateConfig = z.infer<typeof shopCreateSchema>;

/** Where one environment of one system runs. */
export interface EnvironmentPlace {
  environment: string;
  production: boolean;
  cluster: string;
  namespace: string;
}

/** Reads `shopCreate`, or `undefined` where the portal creates nothing. */
export function readShopCreateConfig(
  config: Config,
): ShopCreateConfig | undefined {
  const value = config.getOptional('shopCreate');
  return value === undefined
    ? undefined
    : parse(shopCreateSchema, value, 'shopCreate');
}

/**
 * Reads where the environments of a system run, in their configured order.
 *
 * A system lives in the namespace of its own name, in each cluster that an
 * environment under `shopRollouts.environments` names for that namespace.
 */
export function readEnvironmentPlaces(
  config: Config,
  system: string,
): EnvironmentPlace[] {
  return readPlaces(config, () => [system]);
}

/**
 * Reads where a system can run: in addition to where it does, environments
 * that share a cluster with another one, in the namespace of system and
 * environment (`ecommerce-staging`).
 */
export function readPossiblePlaces(
  config: Config,
  system: string,
): EnvironmentPlace[] {
  return readPlaces(config, environment => [
    system,
    `${system}-${environment}`,
  ]);
}

function readPlaces(
  config: Config,
  namesOf: (environment: string) => string[],
): EnvironmentPlace[] {
  const environments = parse(
    environmentsSchema,
    config.getOptional('shopRollouts.environments') ?? [],
    'shopRollouts.environments',
  );
  const places = new Array<EnvironmentPlace>();
  for (const environment of environments.sort((a, b) => a.order - b.order)) {
    const names = namesOf(environment.name);
    const place = environment.targets
      .flatMap(({ cluster, namespaces }) =>
        namespaces.map(namespace => ({ cluster, namespace })),
      )
      .find(({ namespace }) => names.includes(namespace));
    if (place) {
      places.push({
        environment: environment.name,
        production: environment.production,
        ...place,
      });
    }
  }
  return places;
}

function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  key: string,
): z.infer<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new InputError(
      `Invalid config at ${[key, ...path].join('.')}: ${message}`,
    );
  }
  return result.data;
}
