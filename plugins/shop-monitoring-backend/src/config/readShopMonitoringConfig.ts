import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { describeIssues } from '../describeIssues';

const name = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'is not a name');

const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform(text => text.replace(/\/+$/, ''));

const HEADER_NAME = /^[A-Za-z0-9-]+$/;

const datadogSchema = z
  .object({
    site: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not the name of a site')
      .optional(),
    apiUrl: url.optional(),
    appUrl: url.optional(),
    apiKey: z.string().min(1),
    applicationKey: z.string().min(1),
    freshSeconds: z.number().int().min(1).default(30),
  })
  .transform((datadog, context) => {
    const site = datadog.site;
    const apiUrl = datadog.apiUrl ?? (site && `https://api.${site}`);
    const appUrl = datadog.appUrl ?? (site && appUrlOf(site));
    if (!apiUrl || !appUrl) {
      context.addIssue('needs site, or apiUrl and appUrl');
      return z.NEVER;
    }
    return { ...datadog, apiUrl, appUrl };
  });

const schema = z.object({
  environments: z
    .array(z.object({ name, datadogEnv: z.string().min(1).optional() }))
    .default([]),
  grafana: z
    .object({
      instances: z
        .array(
          z.object({
            name,
            url,
            frontendUrl: url.optional(),
            token: z.string().min(1),
          }),
        )
        .default([]),
    })
    .default({ instances: [] }),
  prometheus: z
    .object({
      instances: z
        .array(
          z.object({
            name,
            url,
            frontendUrl: url.optional(),
            alertmanagerUrl: url.optional(),
            clusterLabel: z
              .string()
              .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'is not a label')
              .optional(),
            clusters: z.array(z.string().min(1)).optional(),
            headers: z
              .record(z.string().regex(HEADER_NAME), z.string())
              .default({}),
          }),
        )
        .default([]),
    })
    .default({ instances: [] }),
  // What is made of variables alone is empty where none of them is set.
  datadog: z.preprocess(
    value => (isEmpty(value) ? undefined : value),
    datadogSchema.optional(),
  ),
  notifications: z
    .object({ intervalSeconds: z.number().int().min(0).default(60) })
    .default({ intervalSeconds: 60 }),
});

export type ShopMonitoringConfig = z.output<typeof schema>;
export type GrafanaConfig = ShopMonitoringConfig['grafana']['instances'][0];
export type PrometheusConfig =
  ShopMonitoringConfig['prometheus']['instances'][0];
export type DatadogConfig = NonNullable<ShopMonitoringConfig['datadog']>;

/**
 * Reads and checks everything under `shopMonitoring`. What is wrong is said
 * without repeating a value: it may be a secret.
 */
export function readShopMonitoringConfig(config: Config): ShopMonitoringConfig {
  const key = 'shopMonitoring';
  const result = schema.safeParse(config.getOptional(key) ?? {});
  if (!result.success) {
    throw new InputError(
      `Invalid configuration: ${describeIssues(result.error, key)}`,
    );
  }
  const { grafana, prometheus, environments } = result.data;
  refuseRepeated(`${key}.grafana.instances`, grafana.instances);
  refuseRepeated(`${key}.prometheus.instances`, prometheus.instances);
  refuseRepeated(`${key}.environments`, environments);
  return result.data;
}

function isEmpty(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}

/** Only the first sites have an `app.` in front. */
function appUrlOf(site: string): string {
  return site.split('.').length === 2
    ? `https://app.${site}`
    : `https://${site}`;
}

function refuseRepeated(where: string, items: Array<{ name: string }>): void {
  const names = items.map(item => item.name);
  const repeated = names.find((item, index) => names.indexOf(item) !== index);
  if (repeated !== undefined) {
    throw new InputError(`'${repeated}' is repeated in ${where}`);
  }
}
