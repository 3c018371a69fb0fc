import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { MarksAnswer } from '@shop-portal/plugin-shop-monitoring-common';
import { WatchScope } from '../entities/WatchScope';
import { toSourceState } from '../upstream/toSourceState';
import { UpstreamError } from '../upstream/UpstreamError';
import { buildMarks, MarkSources } from './buildMarks';
import { DeliveriesClient } from './DeliveriesClient';

/** A week before the range: to tell a return from a first time. */
const LOOK_BACK_MILLIS = 7 * 24 * 60 * 60_000;

/** When releases of an entity went live, and what else became of them. */
export class MarkService {
  static create(deliveries: DeliveriesClient): MarkService {
    return new MarkService(deliveries);
  }

  private constructor(private readonly deliveries: DeliveriesClient) {}

  async list(
    { entityRef, environment }: WatchScope,
    { from, to }: { from: number; to: number },
    credentials: BackstageCredentials,
  ): Promise<MarksAnswer> {
    const reading = await this.read(
      entityRef,
      { from: Math.max(0, from - LOOK_BACK_MILLIS), to },
      credentials,
    );
    return {
      environment,
      source: toSourceState('deliveries', undefined, reading),
      items: reading.value
        ? buildMarks(reading.value, environment.name).filter(({ at }) => {
            const moment = Date.parse(at);
            return moment >= from && moment <= to;
          })
        : [],
    };
  }

  /** Not kept: what one person may see is not for the next. */
  private async read(
    entityRef: string,
    span: { from: number; to: number },
    credentials: BackstageCredentials,
  ) {
    try {
      const [operations, lanes] = await Promise.all([
        this.deliveries.listOperations(entityRef, span, credentials),
        this.deliveries.listLanes(entityRef, credentials),
      ]);
      const value: MarkSources = { operations, lanes };
      return { value, asOf: new Date() };
    } catch (error) {
      if (error instanceof UpstreamError) {
        return { failure: error.failure };
      }
      throw error;
    }
  }
}
