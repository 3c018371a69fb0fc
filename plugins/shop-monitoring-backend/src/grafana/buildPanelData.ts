import {
  PanelData,
  PanelSeries,
  PanelTable,
  PanelValue,
} from '@shop-portal/plugin-shop-monitoring-common';
import { ClassicTarget } from './definition/classic';
import { applyOverrides, FieldStyle } from './definition/applyOverrides';
import { PanelDefinition } from './definition/readPanels';
import { downsample, Points } from './frames/downsample';
import {
  Field,
  fieldTitle,
  Frame,
  QueryResults,
  toNumberOrGap,
} from './frames/Frame';
import { insertGaps } from './frames/insertGaps';
import { reduceValues } from './frames/reduceValues';
import { transformFrames } from './frames/transform';
import { TimeRange } from './TimeRange';
import { interpolate } from './variables/interpolate';
import { Variable } from './variables/Variable';

const MAX_SERIES = 100;
const MAX_ROWS = 1_000;
const SPARK_COLUMNS = 100;
const MAX_MESSAGE = 500;

export interface PanelDataOptions {
  definition: PanelDefinition;
  results: QueryResults;
  variables: Variable[];
  range: TimeRange;
  intervalMs: number;
  width: number;
  /** Of queries that were not sent. */
  errors: PanelData['errors'];
}

type Drawn = Pick<
  PanelData,
  'series' | 'seriesLeftOut' | 'values' | 'table' | 'errors' | 'notices'
>;

interface NamedField {
  id: string;
  name: string;
  frame: Frame;
  field: Field;
  style: FieldStyle;
}

/** Turns Grafana's answer into what the panel draws. */
export function buildPanelData(options: PanelDataOptions): Drawn {
  const { definition, results } = options;
  const { kind } = definition.panel;
  const raw = Object.entries(results).flatMap(([refId, { frames }]) =>
    (frames ?? []).map(frame => ({ ...frame, refId })),
  );
  const frames = transformFrames(raw, definition.source.transformations);
  const numbers = nameFields(frames, options).filter(
    ({ field, style }) => field.type === 'number' && !style.display.hidden,
  );
  return {
    series:
      kind === 'timeseries'
        ? numbers
            .slice(0, MAX_SERIES)
            .flatMap(field => toSeries(field, options) ?? [])
        : [],
    seriesLeftOut:
      kind === 'timeseries' ? Math.max(0, numbers.length - MAX_SERIES) : 0,
    values: ['stat', 'gauge', 'bargauge'].includes(kind)
      ? numbers.slice(0, MAX_SERIES).flatMap(field => toValues(field, options))
      : [],
    table: kind === 'table' ? toTable(frames, options) : undefined,
    errors: [
      ...options.errors,
      ...Object.entries(results).flatMap(([refId, { error }]) =>
        error ? { refId, message: error.slice(0, MAX_MESSAGE) } : [],
      ),
    ],
    notices: [...new Set(frames.flatMap(({ notices }) => notices))].map(text =>
      text.slice(0, MAX_MESSAGE),
    ),
  };
}

function nameFields(
  frames: Frame[],
  { definition, variables }: PanelDataOptions,
): NamedField[] {
  const { source } = definition;
  const panelTitle = interpolate(source.title, variables, 'text');
  // Grafana calls a series by its query where nothing else tells it apart.
  const nameOf = (field: Field, frame: Frame, title: string) =>
    field.type === 'number' &&
    Object.keys(field.labels).length === 0 &&
    isUnnamed(source.targets, frame.refId)
      ? panelTitle
      : title;
  return frames.flatMap((frame, frameIndex) =>
    frame.fields.map((field, index) => {
      const title = fieldTitle(field, frame);
      const style = applyOverrides(source.fieldConfig, field, frame, title);
      return {
        id: `${frame.refId}/${frameIndex}/${index}`,
        name: style.displayName
          ? fillName(style.displayName, field, title, variables)
          : nameOf(field, frame, title),
        frame,
        field,
        style,
      };
    }),
  );
}

function isUnnamed(targets: ClassicTarget[], refId: string): boolean {
  const target = targets.find(candidate => candidate.refId === refId);
  return (
    target !== undefined &&
    target.format !== 'table' &&
    ['', '__auto'].includes(target.legendFormat ?? '')
  );
}

/** `${__field.labels.pod}` and the dashboard's own variables. */
function fillName(
  text: string,
  { labels, name }: Field,
  title: string,
  variables: Variable[],
): string {
  const withLabels = text.replace(
    /\$\{__field\.labels(?:\.(\w+)|\["([^"]*)"\])\}/g,
    (_, plain?: string, quoted?: string) => labels[plain ?? quoted ?? ''] ?? '',
  );
  return interpolate(
    withLabels
      .replaceAll('${__field.name}', name)
      .replaceAll('${__series.name}', title),
    variables,
    'text',
  );
}

/** Undefined without a column of times. */
function pointsOf(
  { field, frame }: NamedField,
  intervalMs: number,
): Points | undefined {
  const time = frame.fields.find(({ type }) => type === 'time');
  if (!time) {
    return undefined;
  }
  const rows = time.values
    .map((value, index) => ({
      time: toNumberOrGap(value),
      value: toNumberOrGap(field.values[index]),
    }))
    .flatMap(row => (row.time === null ? [] : { ...row, time: row.time }))
    .sort((a, b) => a.time - b.time);
  return insertGaps(
    { times: rows.map(row => row.time), values: rows.map(row => row.value) },
    time.interval ?? field.interval ?? intervalMs,
  );
}

function toSeries(
  named: NamedField,
  { range, width, intervalMs, definition }: PanelDataOptions,
): PanelSeries | undefined {
  const points = pointsOf(named, intervalMs);
  if (!points) {
    return undefined;
  }
  const { values } = points;
  return {
    id: named.id,
    name: named.name,
    refId: named.frame.refId,
    labels: named.field.labels,
    display: named.style.display,
    ...downsample(points, range, width),
    stats: {
      last: reduceValues(values, 'lastNotNull'),
      min: reduceValues(values, 'min'),
      max: reduceValues(values, 'max'),
      mean: reduceValues(values, 'mean'),
    },
    legend: definition.panel.legend.calcs.map(calc =>
      reduceValues(values, calc),
    ),
  };
}

function toValues(
  named: NamedField,
  { definition, range, intervalMs }: PanelDataOptions,
): PanelValue[] {
  const { id, name, field, style } = named;
  const { panel, source } = definition;
  const values = field.values.map(toNumberOrGap);
  const parts = { labels: field.labels, display: style.display };
  const { reduceOptions } = source.options;
  if (isAllRows(reduceOptions)) {
    return values
      .slice(0, MAX_SERIES)
      .map((value, index) => ({ ...parts, id: `${id}/${index}`, name, value }));
  }
  const points =
    panel.stat.graphMode === 'area' ? pointsOf(named, intervalMs) : undefined;
  return [
    {
      ...parts,
      id,
      name,
      value: reduceValues(values, panel.calcs[0]),
      ...(points && { spark: downsample(points, range, SPARK_COLUMNS) }),
    },
  ];
}

/** The panel shows every row instead of one value for a series. */
function isAllRows(reduceOptions: unknown): boolean {
  return (
    typeof reduceOptions === 'object' &&
    reduceOptions !== null &&
    'values' in reduceOptions &&
    reduceOptions.values === true
  );
}

function toTable(frames: Frame[], options: PanelDataOptions): PanelTable {
  const wanted = Number(options.definition.source.options.frameIndex ?? 0);
  const filled = frames.filter(({ fields }) => fields.length > 0);
  const frame = filled[wanted] ?? filled[0];
  if (!frame) {
    return { columns: [], rows: [], leftOut: 0 };
  }
  const columns = nameFields([frame], options).filter(
    ({ style }) => !style.display.hidden,
  );
  const length = Math.max(0, ...columns.map(c => c.field.values.length));
  return {
    columns: columns.map(({ name, field, style }) => ({
      name,
      type: field.type,
      display: style.display,
    })),
    rows: Array.from({ length: Math.min(length, MAX_ROWS) }, (_, row) =>
      columns.map(({ field }) => toCell(field.values[row])),
    ),
    leftOut: Math.max(0, length - MAX_ROWS),
  };
}

function toCell(value: unknown): PanelTable['rows'][0][0] {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    default:
      return value === null ? null : JSON.stringify(value);
  }
}
