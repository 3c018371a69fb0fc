import { z } from 'zod';
import { PrometheusConfig } from '../config/readShopMonitoringConfig';
import { nullAsEmpty, optionalPart, tolerantArray } from '../upstream/tolerant';
import { UpstreamClient } from '../upstream/UpstreamClient';

const labelsSchema = z.record(z.string(), z.string());

const alertSchema = z.object({
  labels: labelsSchema,
  annotations: labelsSchema.default({}),
  state: z.string(),
  activeAt: z.string().optional(),
  value: z.string().optional(),
});

const ruleSchema = z.object({
  name: z.string(),
  query: z.string(),
  type: z.literal('alerting').optional(),
  state: z.string().optional(),
  health: z.string().optional(),
  lastError: z.string().optional(),
  duration: z.number().default(0),
  labels: labelsSchema.default({}),
  alerts: nullAsEmpty(tolerantArray(alertSchema)).optional(),
});

const rulesSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    groups: nullAsEmpty(
      tolerantArray(
        z.object({ rules: nullAsEmpty(tolerantArray(ruleSchema)) }),
      ),
    ),
  }),
});

const vectorSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: tolerantArray(
      z.object({
        metric: labelsSchema,
        // A native histogram has none.
        value: optionalPart(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

export type PrometheusAlert = z.output<typeof alertSchema>;
export type PrometheusRule = z.output<typeof ruleSchema>;

export interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** Talks to one Prometheus. */
export class PrometheusClient {
  static create(config: PrometheusConfig): PrometheusClient {
    return new PrometheusClient(
      UpstreamClient.create({
        title: `Prometheus ${config.name}`,
        baseUrl: config.url,
        headers: config.headers,
      }),
    );
  }

  private constructor(private readonly upstream: UpstreamClient) {}

  /** All alerting rules with the alerts that are pending or fire. */
  async listRules(): Promise<PrometheusRule[]> {
    const { data } = await this.upstream.request({
      path: ['api', 'v1', 'rules'],
      query: [['type', 'alert']],
      schema: rulesSchema,
    });
    return data.groups.flatMap(({ rules }) => rules);
  }

  /** @param metric - Its name; nothing that came from outside. */
  async query(metric: string): Promise<Sample[]> {
    const { data } = await this.upstream.request({
      path: ['api', 'v1', 'query'],
      query: [['query', metric]],
      schema: vectorSchema,
    });
    return data.result.flatMap(({ metric: labels, value }) =>
      value ? [{ labels, value: toNumber(value[1]) }] : [],
    );
  }
}

/** `+Inf`, `-Inf` and `NaN` are values too. */
function toNumber(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}
