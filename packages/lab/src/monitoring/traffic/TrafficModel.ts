import { join } from 'node:path';
import { z } from 'zod';
import { ResourceReader } from '../../kubernetes';
import { JsonFile } from '../../persistence/JsonFile';
import { buildSeries } from './buildSeries';
import { readProbes } from './probes';
import { readWorkloads } from './readWorkloads';
import { Series } from './Series';
import { Timeline, timelineSchema } from './Timeline';

/** Changes that come together are one change. */
const SETTLE_MILLIS = 200;

/** Kinds that decide what runs, and what is measured. */
const WATCHED = new Set([
  'pods',
  'services',
  'rollouts',
  'horizontalpodautoscalers',
  'probes',
]);

const stateSchema = z.record(z.string(), timelineSchema);

/**
 * What the shops' traffic does to what runs in the lab's clusters.
 *
 * @remarks
 * Nothing is sent. The model keeps which versions were ready when, and gives
 * the series that a monitoring system would have scraped from them, for any
 * time. A tag that contains `bad` answers a quarter of its requests with 500;
 * a service without ready pods fails, and its callers show a part of that.
 */
export class TrafficModel {
  private readonly timelines = new Map<string, Timeline>();
  private series: Series[] | undefined;
  private readonly stops: Array<() => void> = [];
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly stores: ReadonlyMap<string, ResourceReader>,
    private readonly file: JsonFile<z.infer<typeof stateSchema>>,
    /** Milliseconds since the epoch. */
    private readonly now: () => number,
  ) {}

  /** Goes on with what the last start of the lab has seen. */
  static async open(options: {
    stores: ReadonlyMap<string, ResourceReader>;
    dataDir: string;
    now: () => number;
    onError: (error: unknown) => void;
  }): Promise<TrafficModel> {
    const { stores, now, dataDir, onError } = options;
    const file = JsonFile.create({
      path: join(dataDir, 'monitoring', 'timelines.json'),
      schema: stateSchema,
      onError,
    });
    const model = new TrafficModel(stores, file, now);
    const kept = (await file.read()) ?? {};
    for (const [cluster, store] of stores) {
      model.timelines.set(cluster, Timeline.create(kept[cluster]));
      model.stops.push(
        store.subscribe(({ resource }) => {
          if (WATCHED.has(resource.plural)) {
            model.series = undefined;
            model.timer ??= setTimeout(() => model.capture(), SETTLE_MILLIS);
          }
        }),
      );
    }
    model.capture();
    return model;
  }

  /** Notes what runs now. */
  capture(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const changes = [...this.stores].map(([cluster, store]) =>
      this.timelines.get(cluster)?.add(readWorkloads(store), this.now() / 1000),
    );
    if (changes.includes(true)) {
      this.series = undefined;
      this.file.schedule(() =>
        Object.fromEntries(
          [...this.timelines].map(([cluster, timeline]) => [
            cluster,
            [...timeline.snapshot()],
          ]),
        ),
      );
    }
  }

  /** Every series there is or was. */
  allSeries(): Series[] {
    this.series ??= [...this.timelines].flatMap(([cluster, timeline]) => {
      const store = this.stores.get(cluster);
      return buildSeries({
        cluster,
        records: timeline.snapshot(),
        probes: store ? readProbes(store) : [],
      });
    });
    return this.series;
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.stops.forEach(stop => stop());
    await this.file.flush();
  }
}
