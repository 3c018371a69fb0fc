import { z } from 'zod';
import { toSamples } from '../prometheus/PrometheusEngine';
import { Points, Value } from '../prometheus/promql/values';
import { SCRAPE_SECONDS } from '../traffic/Series';
import { expandIntervals, readStep } from './intervals';
import { Frame, tableFrame, timeSeriesFrame } from './frames';

export const prometheusQuerySchema = z.looseObject({
  refId: z.string().default('A'),
  datasource: z.looseObject({ uid: z.string() }),
  expr: z.string().default(''),
  instant: z.boolean().default(false),
  format: z.string().default('time_series'),
  legendFormat: z.string().default(''),
  interval: z.string().default(''),
  maxDataPoints: z.number().positive().default(100),
});

export type PrometheusQuery = z.infer<typeof prometheusQuerySchema>;

/** A Prometheus; times are in seconds since the epoch. */
export interface QueriedPrometheus {
  instant(query: string, time: number): Value | Promise<Value>;
  range(
    query: string,
    range: { start: number; end: number; step: number },
  ): Points[] | Promise<Points[]>;
}

/**
 * Runs a panel's query as Grafana's Prometheus data source does: intervals are
 * filled in, variables of the dashboard are not.
 *
 * @param range - In seconds since the epoch.
 */
export async function runPrometheusQuery(
  prometheus: QueriedPrometheus,
  query: PrometheusQuery,
  range: { from: number; to: number },
): Promise<Frame[]> {
  const step = readStep(query, range, SCRAPE_SECONDS);
  const expr = expandIntervals(query.expr, {
    step,
    range: range.to - range.from,
    scrape: SCRAPE_SECONDS,
  });
  const { refId, legendFormat, format, instant } = query;
  const align = (time: number) => Math.floor(time / step) * step;
  const points = instant
    ? toSamples(await prometheus.instant(expr, range.to)).map(
        ({ labels, value }): Points => ({
          labels,
          points: [[range.to, value]],
        }),
      )
    : await prometheus.range(expr, {
        start: align(range.from),
        end: align(range.to),
        step,
      });
  const about = { refId, expr, step };
  if (format === 'table') {
    return [tableFrame(about, points)];
  }
  return points.length === 0
    ? [{ schema: { refId, fields: [] }, data: { values: [] } }]
    : points.map(each =>
        timeSeriesFrame(about, each, {
          isInstant: instant,
          name: legend(each, legendFormat, expr),
        }),
      );
}

function legend({ labels }: Points, format: string, expr: string): string {
  if (format && format !== '__auto') {
    return format.replace(
      /\{\{\s*(\w+)\s*\}\}/g,
      (_whole, name: string) => labels[name] ?? '',
    );
  }
  const { __name__: metric = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  if (pairs.length === 0) {
    return metric || expr;
  }
  const set = `{${pairs.join(', ')}}`;
  return format === '__auto' ? set : `${metric}${set}`;
}
