import { Labels, Segment, Series } from './Series';
import { Wave } from './waves';

export type SegmentValue = Pick<Segment, 'constant' | 'terms'>;

/** Writes the series of one cluster, one interval of time after the other. */
export class SeriesWriter {
  private readonly byLabels = new Map<string, Series>();
  private readonly waves = new Map<string, Wave>();
  private interval = { from: 0, to: 0 };

  constructor(private readonly cluster: string) {}

  start(interval: { from: number; to: number }): void {
    this.interval = interval;
  }

  /** The same name is the same wave, so that what belongs together moves so. */
  wave(name: string): Wave {
    const wave = this.waves.get(name) ?? Wave.create(`${this.cluster}/${name}`);
    this.waves.set(name, wave);
    return wave;
  }

  /** Continues the series of these labels, where there is one. */
  write(
    kind: 'counter' | 'gauge',
    name: string,
    given: Labels,
    value: SegmentValue | number,
  ): void {
    const all = { __name__: name, cluster: this.cluster, ...given };
    const labels = Object.fromEntries(
      // An empty label is no label.
      Object.entries(all).filter(([, text]) => text !== ''),
    );
    const key = JSON.stringify(labels);
    const series = this.byLabels.get(key) ?? new Series(labels, kind);
    this.byLabels.set(key, series);
    series.add({
      ...this.interval,
      ...(typeof value === 'number' ? { constant: value } : value),
    });
  }

  series(): Series[] {
    return [...this.byLabels.values()];
  }
}
