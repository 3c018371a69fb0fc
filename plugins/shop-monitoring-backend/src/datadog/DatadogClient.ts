import { z } from 'zod';
import { DatadogConfig } from '../config/readShopMonitoringConfig';
import { optionalPart, tolerantArray } from '../upstream/tolerant';
import { UpstreamClient } from '../upstream/UpstreamClient';

const PAGE_SIZE = 1000;

const seconds = z.number().nullish();

const groupSchema = z.object({
  status: z.string(),
  last_triggered_ts: seconds,
  last_resolved_ts: seconds,
  last_nodata_ts: seconds,
});

const downtimeSchema = z.object({
  scope: z
    .union([z.array(z.string()), z.string().transform(scope => [scope])])
    .default(['*']),
  start: seconds,
  end: seconds,
});

// Datadog adds words and fields at any time: only what is used is read, and a
// word that is not known stays a word.
const monitorSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  type: z.string().default(''),
  query: z.string().default(''),
  message: z.string().nullish(),
  tags: z.array(z.string()).default([]),
  priority: z.number().nullish(),
  overall_state: z.string(),
  overall_state_modified: z.string().nullish(),
  options: optionalPart(
    z.object({
      thresholds: optionalPart(
        z.object({
          critical: z.number().nullish(),
          warning: z.number().nullish(),
        }),
      ),
      silenced: optionalPart(z.record(z.string(), seconds)),
    }),
  ),
  state: optionalPart(
    z.object({ groups: z.record(z.string(), groupSchema).nullish() }),
  ),
  matching_downtimes: optionalPart(tolerantArray(downtimeSchema)),
});

export type DatadogMonitor = z.output<typeof monitorSchema>;
export type DatadogGroup = z.output<typeof groupSchema>;

/** Talks to Datadog. */
export class DatadogClient {
  static create(config: DatadogConfig): DatadogClient {
    return new DatadogClient(
      UpstreamClient.create({
        title: 'Datadog',
        baseUrl: config.apiUrl,
        headers: {
          'DD-API-KEY': config.apiKey,
          'DD-APPLICATION-KEY': config.applicationKey,
        },
      }),
    );
  }

  private constructor(private readonly upstream: UpstreamClient) {}

  /** Monitors with all of these tags on themselves, with their groups. */
  async listMonitors(tags: readonly string[]): Promise<DatadogMonitor[]> {
    const monitors = await this.upstream.request({
      path: ['api', 'v1', 'monitor'],
      query: [
        ['monitor_tags', tags.join(',')],
        ['group_states', 'all'],
        ['with_downtimes', 'true'],
        ['page', '0'],
        ['page_size', String(PAGE_SIZE)],
      ],
      schema: tolerantArray(monitorSchema),
    });
    return monitors.filter(monitor =>
      tags.every(tag => monitor.tags.includes(tag)),
    );
  }
}
