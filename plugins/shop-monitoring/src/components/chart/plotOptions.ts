import UPlot from 'uplot';
import { ChartColors } from './ChartColors';
import { ChartData, ChartSeries } from './chartTypes';
import { drawOverlays } from './drawOverlays';
import { seriesColorToken, seriesDash } from './seriesStyle';

export interface PlotOptions {
  data: ChartData;
  width: number;
  height: number;
  colors: ChartColors;
  formatValue: (value: number) => string;
  /** The row of the sample under the pointer, or null. */
  onCursor: (row: number | null) => void;
  /** Scales and size are known: what lies over the canvas can be placed. */
  onDrawn: (plot: UPlot) => void;
}

const AXIS_WIDTH = 60;
const AXIS_HEIGHT = 28;
/** Stacked areas need a fill to be told apart, whatever the panel says. */
const STACK_OPACITY = 15;

function yRange(data: ChartData): UPlot.Range.Function {
  return (_, lowest, highest) => {
    const low = data.min ?? Math.min(0, lowest ?? 0);
    const top = data.max ?? Math.max(highest ?? 0, ...limits(data));
    return [
      low,
      top > low ? top * (data.max === undefined ? 1.05 : 1) : low + 1,
    ];
  };
}

/** Limits far above the values would flatten the lines, so only near ones count. */
function limits(data: ChartData): number[] {
  const highest = Math.max(
    0,
    ...data.series.flatMap(({ values }) => values.map(value => value ?? 0)),
  );
  return data.limits
    .map(({ value }) => value)
    .filter(value => value <= highest * 4 || highest === 0);
}

/** How uPlot draws a chart in the theme's colours. */
export function plotOptions(options: PlotOptions): UPlot.Options {
  const { data, colors } = options;
  const axis: UPlot.Axis = {
    stroke: colors.get('--bui-fg-secondary'),
    font: colors.font,
    grid: { stroke: colors.get('--bui-border-1'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: options.width,
    height: options.height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: () => [data.from / 1000, data.to / 1000] },
      y: { range: yRange(data) },
    },
    axes: [
      {
        ...axis,
        size: AXIS_HEIGHT,
        values: (_, splits) =>
          splits.map(seconds => clock(seconds * 1000, data.to - data.from)),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        values: (_, splits) => splits.map(options.formatValue),
      },
    ],
    series: [
      {},
      ...data.series.map((series, index) =>
        seriesOptions(series, index, options),
      ),
    ],
    hooks: {
      draw: [plot => drawOverlays(plot, data, colors), options.onDrawn],
      setCursor: [plot => options.onCursor(plot.cursor.idx ?? null)],
    },
  };
}

function seriesOptions(
  { name, draw }: ChartSeries,
  index: number,
  { colors, data }: PlotOptions,
): UPlot.Series {
  const color = colors.get(seriesColorToken(index));
  const opacity = data.isStacked
    ? Math.max(draw.fillOpacity, STACK_OPACITY)
    : draw.fillOpacity;
  return {
    label: name,
    stroke: color,
    width: draw.lineWidth,
    dash: seriesDash(index),
    fill: opacity > 0 ? withOpacity(color, opacity) : undefined,
    paths: pathsOf(draw),
    points: { show: draw.style === 'points' },
    // A longest gap in milliseconds stays a gap: better than a made-up line.
    spanGaps: draw.spanNulls === true,
  };
}

/** The theme's `#rrggbb` with an opacity in percent. */
function withOpacity(color: string, percent: number): string {
  const alpha = Math.round((percent / 100) * 255);
  return `${color}${alpha.toString(16).padStart(2, '0')}`;
}

function pathsOf({
  style,
  interpolation,
}: ChartSeries['draw']): UPlot.Series.PathBuilder | undefined {
  const { bars, spline, stepped } = UPlot.paths;
  if (style === 'points') {
    return () => null;
  }
  if (style === 'bars') {
    return bars?.({ size: [0.8] });
  }
  switch (interpolation) {
    case 'smooth':
      return spline?.();
    case 'stepBefore':
      return stepped?.({ align: -1 });
    case 'stepAfter':
      return stepped?.({ align: 1 });
    default:
      return undefined;
  }
}

const DAY_MS = 86_400_000;

/** The time under an axis: with the day where the chart covers several. */
function clock(millis: number, span: number): string {
  const date = new Date(millis);
  const time = date.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
  return span <= DAY_MS
    ? time
    : `${date.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
      })} ${time}`;
}
