import { z } from 'zod';
import { GrafanaConfig } from '../config/readShopMonitoringConfig';
import { optionalPart, tolerantArray } from '../upstream/tolerant';
import { UpstreamClient } from '../upstream/UpstreamClient';
import { UpstreamError } from '../upstream/UpstreamError';
import { ClassicDashboard, classicDashboardSchema } from './definition/classic';
import { convertV2 } from './definition/convertV2';
import { QueryResults, queryResultsSchema } from './frames/Frame';

const SEARCH_LIMIT = 500;
const API_GROUP = 'dashboard.grafana.app';

const hitSchema = z.object({
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  title: z.string(),
  tags: z.array(z.string()).default([]),
  // Absent where it lies in no folder.
  folderTitle: z.string().optional(),
});

const resourceSchema = z.object({
  spec: z.record(z.string(), z.unknown()),
  status: optionalPart(
    z.object({
      conversion: z.object({ storedVersion: z.string().optional() }).optional(),
    }),
  ),
});

const settingsSchema = z.object({
  defaultDatasource: z.string().optional(),
  datasources: z.record(z.string(), z.unknown()).transform(byName =>
    Object.entries(byName).flatMap(([name, value]) => {
      const result = z
        .object({ uid: z.string(), type: z.string() })
        .safeParse(value);
      return result.success ? [{ name, ...result.data }] : [];
    }),
  ),
});

export type SearchHit = z.output<typeof hitSchema>;

export interface DataSource {
  name: string;
  uid: string;
  type: string;
  isDefault: boolean;
}

export interface SearchRequest {
  tags: string[];
  title?: string;
  uid?: string;
}

/** Talks to one Grafana. */
export class GrafanaClient {
  static create(config: GrafanaConfig): GrafanaClient {
    return new GrafanaClient(
      UpstreamClient.create({
        title: `Grafana ${config.name}`,
        baseUrl: config.url,
        headers: { Authorization: `Bearer ${config.token}` },
      }),
    );
  }

  /** Set once this Grafana has shown that it is too old for its newer API. */
  private classicOnly = false;

  private constructor(private readonly upstream: UpstreamClient) {}

  async search(request: SearchRequest): Promise<SearchHit[]> {
    return await this.upstream.request({
      path: ['api', 'search'],
      query: [
        ['type', 'dash-db'],
        ...request.tags.map((tag): [string, string] => ['tag', tag]),
        ...(request.title
          ? [['query', request.title] as [string, string]]
          : []),
        ...(request.uid
          ? [['dashboardUIDs', request.uid] as [string, string]]
          : []),
        ['limit', String(SEARCH_LIMIT)],
        ['page', '1'],
      ],
      schema: tolerantArray(hitSchema),
    });
  }

  /**
   * A dashboard in the classic form. One that is stored in the newer form is
   * read in that form, because Grafana's own conversion loses parts.
   */
  async readDashboard(uid: string): Promise<ClassicDashboard> {
    const resource = this.classicOnly
      ? undefined
      : await this.readResource('v1beta1', uid).catch(fallBack);
    if (!resource) {
      return await this.readClassic(uid);
    }
    const stored = resource.status?.conversion?.storedVersion ?? '';
    if (!stored.startsWith('v2')) {
      return parseClassic(resource.spec);
    }
    // The first draft of the newer form had other layouts.
    return stored === 'v2alpha1'
      ? { ...parseClassic({}), problem: stored }
      : parseClassic(convertV2((await this.readResource(stored, uid)).spec));
  }

  /** The panel that a dashboard only names. */
  async readLibraryPanel(uid: string): Promise<Record<string, unknown>> {
    const { result } = await this.upstream.request({
      path: ['api', 'library-elements', uid],
      schema: z.object({
        result: z.object({ model: z.record(z.string(), z.unknown()) }),
      }),
    });
    return result.model;
  }

  /** Open to every identity, other than `api/datasources`. */
  async listDataSources(): Promise<DataSource[]> {
    const settings = await this.upstream.request({
      path: ['api', 'frontend', 'settings'],
      schema: settingsSchema,
    });
    return settings.datasources.map(source => ({
      ...source,
      isDefault: source.name === settings.defaultDatasource,
    }));
  }

  /** Values of a label in a Prometheus behind Grafana. */
  async listLabelValues(options: {
    dataSource: string;
    label: string;
    selector?: string;
    from: number;
    to: number;
  }): Promise<string[]> {
    const { data } = await this.upstream.request({
      path: [
        ...['api', 'datasources', 'uid', options.dataSource, 'resources'],
        ...['api', 'v1', 'label', options.label, 'values'],
      ],
      query: [
        ['start', String(Math.floor(options.from / 1000))],
        ['end', String(Math.floor(options.to / 1000))],
        ...(options.selector
          ? [['match[]', options.selector] as [string, string]]
          : []),
      ],
      schema: z.object({
        status: z.literal('success'),
        data: tolerantArray(z.string()),
      }),
    });
    return data;
  }

  async query(body: object): Promise<QueryResults> {
    const { results } = await this.upstream.request({
      path: ['api', 'ds', 'query'],
      body,
      schema: queryResultsSchema,
      // 400 says that one of the queries failed; the others are there.
      alsoAnswers: [400],
    });
    return results;
  }

  private async readResource(version: string, uid: string) {
    return await this.upstream.request({
      path: [
        ...['apis', API_GROUP, version],
        ...['namespaces', 'default', 'dashboards', uid],
      ],
      schema: resourceSchema,
    });
  }

  private async readClassic(uid: string): Promise<ClassicDashboard> {
    const { dashboard } = await this.upstream.request({
      path: ['api', 'dashboards', 'uid', uid],
      schema: z.object({ dashboard: z.record(z.string(), z.unknown()) }),
    });
    this.classicOnly = true;
    return parseClassic(dashboard);
  }
}

/** An older Grafana does not serve the group; a token may lack it. */
function fallBack(error: unknown): undefined {
  if (
    error instanceof UpstreamError &&
    ['notFound', 'forbidden', 'badAnswer'].includes(error.failure.reason)
  ) {
    return undefined;
  }
  throw error;
}

function parseClassic(spec: Record<string, unknown>): ClassicDashboard {
  const result = classicDashboardSchema.safeParse(spec);
  if (!result.success) {
    throw new UpstreamError('Grafana gave a dashboard of another shape', {
      reason: 'badAnswer',
    });
  }
  return result.data;
}
