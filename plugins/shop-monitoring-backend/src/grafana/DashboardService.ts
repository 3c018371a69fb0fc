import { NotFoundError } from '@backstage/errors';
import {
  Dashboard,
  DashboardAnswer,
  DashboardsAnswer,
  DashboardSummary,
  Panel,
  SourceState,
  VariableValues,
} from '@shop-portal/plugin-shop-monitoring-common';
import { WatchScope } from '../entities/WatchScope';
import { AnswerCache } from '../upstream/AnswerCache';
import { buildLink } from '../upstream/links';
import { toSourceState } from '../upstream/toSourceState';
import { DashboardList } from './DashboardList';
import { ClassicDashboard, parsePanel } from './definition/classic';
import { PanelDefinition, readPanels } from './definition/readPanels';
import { GrafanaInstance } from './GrafanaInstance';
import { interpolate } from './variables/interpolate';
import { Variable } from './variables/Variable';

const FRESH_MILLIS = 15_000;

/** A dashboard that the entity chooses, with its variables decided. */
export interface OpenDashboard {
  instance: GrafanaInstance;
  summary: DashboardSummary;
  source: SourceState;
  definition: ClassicDashboard;
  panels: PanelDefinition[];
  variables: Variable[];
  notices: string[];
}

export interface DashboardServiceOptions {
  instances: GrafanaInstance[];
  list: DashboardList;
  cache: AnswerCache;
}

/** The dashboards of an entity. */
export class DashboardService {
  static create(options: DashboardServiceOptions): DashboardService {
    return new DashboardService(options);
  }

  private constructor(private readonly options: DashboardServiceOptions) {}

  async list(scope: WatchScope): Promise<DashboardsAnswer> {
    return await this.options.list.list(scope);
  }

  async read(
    scope: WatchScope,
    uid: string,
    wanted: VariableValues,
  ): Promise<DashboardAnswer> {
    const { environment } = scope;
    const open = await this.open(scope, uid, wanted);
    return 'definition' in open
      ? { environment, source: open.source, dashboard: toDashboard(open) }
      : { environment, source: open.source };
  }

  /**
   * @throws NotFoundError where the entity does not choose this dashboard:
   * others are nobody's business here, whatever the portal's token may read.
   */
  async open(
    scope: WatchScope,
    uid: string,
    wanted: VariableValues,
  ): Promise<OpenDashboard | { source: SourceState }> {
    const { items, sources } = await this.options.list.list(scope);
    const summary = items.find(item => item.uid === uid);
    const instance = this.options.instances.find(
      ({ name }) => name === summary?.instance,
    );
    if (!summary || !instance) {
      const silent = sources.find(({ status }) => status === 'failed');
      if (silent) {
        return { source: silent };
      }
      throw new NotFoundError('This service has no such dashboard.');
    }
    const reading = await this.options.cache.read(
      `grafana:${instance.name}:dashboard:${uid}`,
      FRESH_MILLIS,
      () => readWithLibraryPanels(instance, uid),
    );
    const source = toSourceState('grafana', instance.shownName, reading);
    const definition = reading.value;
    if (!definition) {
      return { source };
    }
    const resolved = await instance.variables.resolve(
      definition.templating.list,
      scope,
      wanted,
    );
    return {
      instance,
      summary,
      source,
      definition,
      panels: readPanels(definition),
      variables: resolved.variables,
      notices: [...resolved.notices, ...describeOmissions(definition)],
    };
  }
}

/** A panel of the library is only named by the newer API. */
async function readWithLibraryPanels(
  { client }: GrafanaInstance,
  uid: string,
): Promise<ClassicDashboard> {
  const dashboard = await client.readDashboard(uid);
  const panels = await Promise.all(
    dashboard.panels.map(async panel => {
      if (!panel.libraryPanel || panel.type) {
        return panel;
      }
      const model = parsePanel(
        await client.readLibraryPanel(panel.libraryPanel.uid),
      );
      return model ? { ...model, id: panel.id, gridPos: panel.gridPos } : panel;
    }),
  );
  return { ...dashboard, panels };
}

function toDashboard(open: OpenDashboard): Dashboard {
  const { definition, summary, variables, instance } = open;
  return {
    ...summary,
    title: definition.title || summary.title,
    ...(definition.description && { description: definition.description }),
    time: definition.time,
    ...(typeof definition.refresh === 'string' &&
      definition.refresh !== '' && { refresh: definition.refresh }),
    sharedCursor: (definition.graphTooltip ?? 0) > 0,
    variables: variables.map(
      ({ includeAll: _all, allValue: _value, ...variable }) => variable,
    ),
    panels: open.panels.map(({ panel }) =>
      withTexts(panel, variables, instance.pageUrl, summary.uid),
    ),
    notices: open.notices,
  };
}

function withTexts(
  panel: PanelDefinition['panel'],
  variables: Variable[],
  pageUrl: string,
  uid: string,
): Panel {
  const fill = (text: string) => interpolate(text, variables, 'text');
  return {
    ...panel,
    title: fill(panel.title),
    ...(panel.description && { description: fill(panel.description) }),
    ...(panel.text && {
      text: { ...panel.text, content: fill(panel.text.content) },
    }),
    link: buildLink(
      pageUrl,
      ['d', uid],
      [
        ['viewPanel', String(panel.id)],
        ...variables.flatMap(({ name, current }) =>
          current.map((value): [string, string] => [`var-${name}`, value]),
        ),
      ],
    ),
  };
}

function describeOmissions({ panels, problem }: ClassicDashboard): string[] {
  return [
    ...(problem
      ? [
          `This dashboard is stored in a form (${problem}) that is not read here.`,
        ]
      : []),
    ...(panels.some(({ repeat }) => repeat)
      ? ['A panel that Grafana repeats for each value is drawn once.']
      : []),
  ];
}
