import { createHash } from 'crypto';
import { NotFoundError } from '@backstage/errors';
import {
  PanelData,
  panelDataRequestSchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import { z } from 'zod';
import { WatchScope } from '../entities/WatchScope';
import { AnswerCache } from '../upstream/AnswerCache';
import { toSourceState } from '../upstream/toSourceState';
import { buildPanelData } from './buildPanelData';
import { BuiltQueries, buildQueries } from './buildQueries';
import { DashboardService, OpenDashboard } from './DashboardService';
import { PanelDefinition } from './definition/readPanels';
import { QueryResults } from './frames/Frame';
import {
  alignRange,
  chooseInterval,
  parseDuration,
  TimeRange,
} from './TimeRange';

const MIN_FRESH_MILLIS = 5_000;
const MAX_FRESH_MILLIS = 30_000;
/** Windows of about the same width share their answers. */
const WIDTH_STEP = 100;
const WITH_DATA = ['timeseries', 'stat', 'gauge', 'bargauge', 'table'];

type PanelDataRequest = z.output<typeof panelDataRequestSchema>;

interface Window {
  range: TimeRange;
  intervalMs: number;
  width: number;
}

/** What a panel draws, from Grafana's query API. */
export class PanelDataService {
  static create(options: {
    dashboards: DashboardService;
    cache: AnswerCache;
  }): PanelDataService {
    return new PanelDataService(options.dashboards, options.cache);
  }

  private constructor(
    private readonly dashboards: DashboardService,
    private readonly cache: AnswerCache,
  ) {}

  async read(
    scope: WatchScope,
    uid: string,
    panelId: number,
    request: PanelDataRequest,
  ): Promise<PanelData> {
    const open = await this.dashboards.open(scope, uid, request.variables);
    const empty = {
      panelId,
      from: request.from,
      to: request.to,
      intervalMs: chooseInterval(request, request.width),
      series: [],
      seriesLeftOut: 0,
      values: [],
      errors: [],
      notices: [],
    };
    if (!('definition' in open)) {
      return { ...empty, source: open.source };
    }
    const found = open.panels.find(({ panel }) => panel.id === panelId);
    if (!found) {
      throw new NotFoundError('This dashboard has no such panel.');
    }
    const { problem, kind } = found.panel;
    if (problem || !WITH_DATA.includes(kind)) {
      const message = problem ?? 'This panel has no data.';
      return {
        ...empty,
        source: open.source,
        errors: [{ refId: '', message }],
      };
    }
    return await this.readPanel(open, found, request);
  }

  private async readPanel(
    open: OpenDashboard,
    definition: PanelDefinition,
    request: PanelDataRequest,
  ): Promise<PanelData> {
    const { panel, source: panelSource } = definition;
    const window = toWindow(definition, request);
    const built = await buildQueries(
      panelSource,
      open.variables,
      open.instance,
      { intervalMs: window.intervalMs, maxDataPoints: window.width },
    );
    const reading = await this.query(open, built, window);
    return {
      source:
        built.queries.length > 0
          ? toSourceState('grafana', open.instance.shownName, reading)
          : open.source,
      panelId: panel.id,
      ...window.range,
      intervalMs: window.intervalMs,
      ...buildPanelData({
        definition,
        results: reading.value ?? {},
        variables: open.variables,
        range: window.range,
        intervalMs: window.intervalMs,
        width: window.width,
        errors: built.errors,
      }),
    };
  }

  private async query(
    { instance }: OpenDashboard,
    { queries }: BuiltQueries,
    { range, intervalMs }: Window,
  ) {
    if (queries.length === 0) {
      const value: QueryResults = {};
      return { value, asOf: new Date() };
    }
    const body = {
      from: String(range.from),
      to: String(range.to),
      queries,
    };
    const digest = createHash('sha256')
      .update(JSON.stringify(body))
      .digest('hex');
    return await this.cache.read(
      `grafana:${instance.name}:query:${digest}`,
      Math.min(Math.max(intervalMs, MIN_FRESH_MILLIS), MAX_FRESH_MILLIS),
      () => instance.client.query(body),
    );
  }
}

/** The range that the panel really covers, aligned so that it is shared. */
function toWindow(
  { panel, source }: PanelDefinition,
  request: PanelDataRequest,
): Window {
  const width = Math.ceil(request.width / WIDTH_STEP) * WIDTH_STEP;
  const shift = parseDuration(panel.timeShift) ?? 0;
  const length = parseDuration(panel.timeFrom) ?? request.to - request.from;
  const to = request.to - shift;
  const wanted = { from: Math.max(0, to - length), to };
  const intervalMs = chooseInterval(
    wanted,
    width,
    parseDuration(source.interval ?? undefined),
  );
  return {
    range: alignRange(wanted, Math.max(intervalMs, MIN_FRESH_MILLIS)),
    intervalMs,
    width,
  };
}
