import { DeliverySummary } from '@shop-portal/plugin-shop-rollouts-common';

type SummaryLane = DeliverySummary['lanes'][number];

/** One environment of one service that waits for a person. */
export interface WaitingRow {
  id: string;
  entityRef: string;
  title: string;
  lane: SummaryLane;
}

const WAITING: SummaryLane['state'][] = ['waiting', 'timed', 'check-unclear'];

function byUrgency(a: WaitingRow, b: WaitingRow): number {
  const production =
    Number(b.lane.environment.production) -
    Number(a.lane.environment.production);
  return production || (a.lane.since ?? '').localeCompare(b.lane.since ?? '');
}

/** What waits, production first, then the oldest. */
export function waitingRows(summaries: DeliverySummary[]): WaitingRow[] {
  return summaries
    .flatMap(({ entityRef, title, lanes }) =>
      lanes
        .filter(({ state }) => WAITING.includes(state))
        .map(lane => ({
          id: `${entityRef} ${lane.environment.name}`,
          entityRef,
          title,
          lane,
        })),
    )
    .sort(byUrgency);
}

/** When the oldest of some rows began to wait. */
export function oldestSince(rows: WaitingRow[]): string | undefined {
  return rows
    .map(({ lane }) => lane.since)
    .filter(since => since !== undefined)
    .sort()[0];
}
