import { ClassicPanel, ClassicTarget } from './definition/classic';
import { GrafanaInstance } from './GrafanaInstance';
import { formatDurationText } from './TimeRange';
import { interpolate } from './variables/interpolate';
import { AUTO_INTERVAL, Variable } from './variables/Variable';

export interface BuiltQueries {
  queries: object[];
  errors: Array<{ refId: string; message: string }>;
}

/**
 * The queries of a panel as Grafana's API takes them: only what is known of a
 * Prometheus query, with the variables filled in.
 */
export async function buildQueries(
  panel: ClassicPanel,
  variables: Variable[],
  { dataSources }: GrafanaInstance,
  options: { intervalMs: number; maxDataPoints: number },
): Promise<BuiltQueries> {
  const filled = variables.map(variable =>
    variable.current.includes(AUTO_INTERVAL)
      ? { ...variable, current: [formatDurationText(options.intervalMs)] }
      : variable,
  );
  const built: BuiltQueries = { queries: [], errors: [] };
  for (const target of panel.targets.filter(({ hide }) => !hide)) {
    const { refId } = target;
    // A panel of several sources names them in its targets only.
    const source = await dataSources.find(
      target.datasource ?? panel.datasource,
      filled,
    );
    if (source?.type !== 'prometheus' || target.expr === undefined) {
      built.errors.push({
        refId,
        message: `This data source (${
          source?.type ?? 'unknown'
        }) is not read here.`,
      });
    } else {
      built.queries.push({
        ...toQuery(target, target.expr, filled),
        ...options,
        refId,
        datasource: source,
      });
    }
  }
  return built;
}

function toQuery(
  target: ClassicTarget,
  expr: string,
  variables: Variable[],
): object {
  const instant = target.instant ?? false;
  return {
    expr: interpolate(expr, variables),
    instant,
    range: target.range ?? !instant,
    format: target.format ?? 'time_series',
    legendFormat: interpolate(target.legendFormat ?? '', variables, 'text'),
    interval: interpolate(target.interval ?? '', variables, 'raw'),
    intervalFactor: target.intervalFactor ?? 1,
    exemplar: false,
    utcOffsetSec: 0,
  };
}
