import { z } from 'zod';
import { SEEDED_SERVICES } from './serviceProfiles';
import { Workload, workloadSchema } from './Workload';

const HOUR_SECONDS = 3600;
/** What was there before the lab's first start was there this long. */
const HISTORY_SECONDS = 6 * HOUR_SECONDS;
const KEPT_SECONDS = 7 * 24 * HOUR_SECONDS;

const recordSchema = z.object({
  from: z.number(),
  workloads: z.array(workloadSchema),
});
export const timelineSchema = z.array(recordSchema);

/** What ran in a cluster from a time on, in seconds since the epoch. */
export type TimelineRecord = z.infer<typeof recordSchema>;

/** What ran in one cluster, and when. */
export class Timeline {
  private constructor(private records: TimelineRecord[]) {}

  static create(records: TimelineRecord[] = []): Timeline {
    return new Timeline(structuredClone(records));
  }

  snapshot(): readonly TimelineRecord[] {
    return this.records;
  }

  /** Adds what runs now; tells whether that is anything new. */
  add(workloads: Workload[], now: number): boolean {
    if (this.records.length === 0) {
      this.records.push({ from: now - HISTORY_SECONDS, workloads: [] });
    }
    const known = new Set(
      this.records.flatMap(record => record.workloads.map(keyOf)),
    );
    // A service is not known before it was ready once.
    const current = workloads.filter(
      each => known.has(keyOf(each)) || each.stacks.length > 0,
    );
    const seeded = current.filter(
      each =>
        !known.has(keyOf(each)) && Object.hasOwn(SEEDED_SERVICES, each.service),
    );
    this.records.forEach(record => record.workloads.push(...seeded));
    const last = this.records[this.records.length - 1];
    if (isSame(last.workloads, current)) {
      return seeded.length > 0;
    }
    this.records.push({ from: now, workloads: current });
    this.forget(now - KEPT_SECONDS);
    return true;
  }

  private forget(before: number): void {
    const kept = this.records.filter(
      (_, index) => (this.records[index + 1]?.from ?? Infinity) > before,
    );
    this.records = kept;
  }
}

function keyOf({ namespace, service }: Workload): string {
  return `${namespace}/${service}`;
}

function isSame(before: Workload[], after: Workload[]): boolean {
  const text = (workloads: Workload[]) =>
    JSON.stringify(
      [...workloads].sort((a, b) => keyOf(a).localeCompare(keyOf(b))),
    );
  return text(before) === text(after);
}
