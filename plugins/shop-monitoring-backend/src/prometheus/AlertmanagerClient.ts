import { z } from 'zod';
import { tolerantArray } from '../upstream/tolerant';
import { UpstreamClient } from '../upstream/UpstreamClient';

const labelsSchema = z.record(z.string(), z.string());

const silencedAlertSchema = z.object({
  labels: labelsSchema,
  status: z.object({ silencedBy: z.array(z.string()) }),
});

const silenceSchema = z.object({
  id: z.string(),
  status: z.object({ state: z.string() }),
  comment: z.string().default(''),
  createdBy: z.string().default(''),
  startsAt: z.string(),
  endsAt: z.string(),
  matchers: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      isRegex: z.boolean(),
      isEqual: z.boolean().default(true),
    }),
  ),
});

export type SilencedAlert = z.output<typeof silencedAlertSchema>;
export type AlertmanagerSilence = z.output<typeof silenceSchema>;

export interface SilencesReading {
  silences: AlertmanagerSilence[];
  /** What Alertmanager itself says is silenced. */
  alerts: SilencedAlert[];
}

/** Talks to one Alertmanager. */
export class AlertmanagerClient {
  static create(options: {
    name: string;
    url: string;
    headers: Record<string, string>;
  }): AlertmanagerClient {
    return new AlertmanagerClient(
      UpstreamClient.create({
        title: `Alertmanager ${options.name}`,
        baseUrl: options.url,
        headers: options.headers,
      }),
    );
  }

  private constructor(private readonly upstream: UpstreamClient) {}

  async readSilences(): Promise<SilencesReading> {
    const [silences, alerts] = await Promise.all([
      this.upstream.request({
        path: ['api', 'v2', 'silences'],
        schema: tolerantArray(silenceSchema),
      }),
      this.upstream.request({
        path: ['api', 'v2', 'alerts'],
        query: [['active', 'false']],
        schema: tolerantArray(silencedAlertSchema),
      }),
    ]);
    // Those that ended are listed for days.
    return {
      silences: silences.filter(({ status }) => status.state === 'active'),
      alerts: alerts.filter(({ status }) => status.silencedBy.length > 0),
    };
  }
}
