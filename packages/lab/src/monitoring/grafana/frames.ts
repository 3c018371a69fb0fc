import { Points } from '../prometheus/promql/values';

interface FrameField {
  name: string;
  type: 'time' | 'number' | 'string';
  typeInfo: { frame: string };
  labels?: Record<string, string>;
  config?: { displayNameFromDS?: string; interval?: number };
}

interface Entities {
  NaN?: number[];
  Inf?: number[];
  NegInf?: number[];
}

/** A data frame as Grafana sends it: columns, and what JSON has no number for. */
export interface Frame {
  schema: { name?: string; refId: string; meta?: object; fields: FrameField[] };
  data: { values: unknown[][]; entities?: Array<Entities | null> };
}

interface About {
  refId: string;
  expr: string;
  /** Seconds between two points. */
  step: number;
}

export function timeSeriesFrame(
  { refId, expr, step }: About,
  { labels, points }: Points,
  { isInstant, name }: { isInstant: boolean; name: string },
): Frame {
  const values = column(points.map(([, value]) => value));
  return {
    schema: {
      name,
      refId,
      meta: {
        type: isInstant ? 'numeric-multi' : 'timeseries-multi',
        typeVersion: [0, 1],
        custom: { resultType: isInstant ? 'vector' : 'matrix' },
        executedQueryString: `Expr: ${expr}\nStep: ${step}s`,
      },
      fields: [
        {
          name: 'Time',
          type: 'time',
          typeInfo: { frame: 'time.Time' },
          config: { interval: step * 1000 },
        },
        {
          name: 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels: { ...labels },
          config: { displayNameFromDS: name },
        },
      ],
    },
    data: {
      values: [points.map(([time]) => time * 1000), values.values],
      ...(values.entities && { entities: [null, values.entities] }),
    },
  };
}

/** One row for each series: its time, its labels, its last value. */
export function tableFrame({ refId }: About, series: Points[]): Frame {
  const names = [
    ...new Set(series.flatMap(({ labels }) => Object.keys(labels))),
  ]
    .filter(name => name !== '__name__')
    .sort();
  const last = series.map(({ points }) => points[points.length - 1]);
  const values = column(last.map(([, value]) => value));
  return {
    schema: {
      refId,
      meta: { type: 'table', typeVersion: [0, 0] },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' } },
        ...names.map(
          (name): FrameField => ({
            name,
            type: 'string',
            typeInfo: { frame: 'string' },
          }),
        ),
        { name: 'Value', type: 'number', typeInfo: { frame: 'float64' } },
      ],
    },
    data: {
      values: [
        last.map(([time]) => time * 1000),
        ...names.map(name => series.map(({ labels }) => labels[name] ?? '')),
        values.values,
      ],
      ...(values.entities && {
        entities: [null, ...names.map(() => null), values.entities],
      }),
    },
  };
}

function column(numbers: number[]): {
  values: Array<number | null>;
  entities?: Entities;
} {
  const where = (holds: (value: number) => boolean) =>
    numbers.flatMap((value, index) => (holds(value) ? index : []));
  const entities = Object.fromEntries(
    Object.entries({
      NaN: where(Number.isNaN),
      Inf: where(value => value === Infinity),
      NegInf: where(value => value === -Infinity),
    }).filter(([, indexes]) => indexes.length > 0),
  );
  return {
    values: numbers.map(value => (Number.isFinite(value) ? value : null)),
    ...(Object.keys(entities).length > 0 && { entities }),
  };
}
