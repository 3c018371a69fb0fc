import {
  FieldDisplay,
  MarkKind,
} from '@shop-portal/plugin-shop-monitoring-common';

/** One line of a chart. */
export interface ChartSeries {
  /** Unique in its chart. */
  id: string;
  name: string;
  /** Milliseconds since the epoch, ascending. */
  times: number[];
  /** One for each time; `null` is a gap. */
  values: Array<number | null>;
  draw: FieldDisplay['draw'];
  /** What the legend says behind the name: `mean 3.0 %`. */
  legend: string[];
}

/** Something that happened, drawn as a line across the chart. */
export interface ChartMark {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  kind: MarkKind;
  /** What hover, focus and tap say. */
  text: string;
}

/** A time during which something was not well; drawn as a hatched band. */
export interface ChartBand {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
}

/** A limit, drawn as a line. */
export interface ChartLimit {
  value: number;
  tone: 'warning' | 'negative';
}

/** What a canvas draws. */
export interface ChartData {
  series: ChartSeries[];
  marks: ChartMark[];
  bands: ChartBand[];
  limits: ChartLimit[];
  /** What the chart covers, milliseconds since the epoch. */
  from: number;
  to: number;
  /** Lowest and highest value of the axis, where they are fixed. */
  min?: number;
  max?: number;
  isStacked: boolean;
}
