import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { WatchEnvironment } from '@shop-portal/plugin-shop-monitoring-common';
import { z } from 'zod';
import { describeIssues } from '../describeIssues';
import { ShopMonitoringConfig } from './readShopMonitoringConfig';

/** A cluster, and the namespaces in it that belong to an environment. */
export interface Place {
  cluster: string;
  namespaces: string[];
}

export interface ConfiguredEnvironment extends WatchEnvironment {
  /** Value of Datadog's tag `env`. */
  datadogEnv: string;
  places: Place[];
}

/** What of Deliver's configuration matters here; Deliver checks all of it. */
const schema = z.array(
  z.object({
    name: z.string(),
    title: z.string(),
    order: z.number(),
    production: z.boolean(),
    targets: z.array(
      z.object({ cluster: z.string(), namespaces: z.array(z.string()) }),
    ),
  }),
);

/** The environments of `shopRollouts`, with what Watch adds to them. */
export class Environments {
  static fromConfig(
    rootConfig: Config,
    monitoring: ShopMonitoringConfig,
  ): Environments {
    const key = 'shopRollouts.environments';
    const result = schema.safeParse(rootConfig.getOptional(key) ?? []);
    if (!result.success) {
      throw new InputError(
        `Invalid configuration: ${describeIssues(result.error, key)}`,
      );
    }
    const additions = new Map(
      monitoring.environments.map(item => [item.name, item]),
    );
    for (const name of additions.keys()) {
      if (!result.data.some(environment => environment.name === name)) {
        throw new InputError(
          `Unknown environment '${name}' in shopMonitoring.environments`,
        );
      }
    }
    const configured = result.data
      .map(({ targets, ...environment }) => ({
        ...environment,
        datadogEnv:
          additions.get(environment.name)?.datadogEnv ?? environment.name,
        places: targets,
      }))
      .sort((a, b) => a.order - b.order);
    return new Environments(configured);
  }

  private constructor(private readonly configured: ConfiguredEnvironment[]) {}

  /** Those that are named, in their order; all of them without names. */
  list(names?: readonly string[]): ConfiguredEnvironment[] {
    return this.configured.filter(({ name }) => names?.includes(name) ?? true);
  }
}

export function toWatchEnvironment(
  environment: WatchEnvironment,
): WatchEnvironment {
  const { name, title, order, production } = environment;
  return { name, title, order, production };
}
