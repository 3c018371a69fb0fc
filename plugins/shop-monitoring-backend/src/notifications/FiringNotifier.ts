import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationPayload } from '@backstage/plugin-notifications-common';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Health } from '@shop-portal/plugin-shop-monitoring-common';
import pLimit from 'p-limit';
import { EntityReader } from '../entities/EntityReader';
import { toScope, WatchedEntity } from '../entities/WatchScope';
import { HealthService } from '../health/HealthService';
import { describeFiring, describeQuiet } from './describeFiring';
import { FiringNotice, FiringNoticeStore } from './FiringNoticeStore';

const TASK_ID = 'notify-firing';
const TIMEOUT_SECONDS = 120;
const MAX_CONCURRENT = 4;

export interface FiringNotifierOptions {
  auth: AuthService;
  catalog: CatalogService;
  entities: EntityReader;
  health: HealthService;
  logger: LoggerService;
  notifications: NotificationService;
  scheduler: SchedulerService;
  store: FiringNoticeStore;
}

/**
 * Tells the owner of an entity when it starts to alert, and when it is quiet
 * again. It looks at the same answers as the screens do.
 */
export class FiringNotifier {
  static create(options: FiringNotifierOptions): FiringNotifier {
    return new FiringNotifier(options);
  }

  private constructor(private readonly options: FiringNotifierOptions) {}

  /** One replica at a time looks. */
  async start(intervalSeconds: number): Promise<void> {
    await this.options.scheduler.scheduleTask({
      id: TASK_ID,
      frequency: { seconds: intervalSeconds },
      timeout: { seconds: TIMEOUT_SECONDS },
      scope: 'global',
      fn: () => this.look(),
    });
  }

  private async look(): Promise<void> {
    const { auth, catalog, entities, store, logger } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntities(
      { filter: { kind: 'component' } },
      { credentials },
    );
    const watched = await entities.filterReadable(items, credentials);
    const told = await store.list();
    const limit = pLimit(MAX_CONCURRENT);
    await Promise.all(
      watched
        .filter(isLinked)
        .map(entity =>
          limit(() =>
            this.lookAt(entity, told).catch(error =>
              logger.warn(
                `Could not tell about ${entity.entityRef}: ${stringifyError(
                  error,
                )}`,
              ),
            ),
          ),
        ),
    );
  }

  private async lookAt(
    watched: WatchedEntity,
    told: FiringNotice[],
  ): Promise<void> {
    const credentials = await this.options.auth.getOwnServiceCredentials();
    for (const environment of watched.environments) {
      const health = await this.options.health.read(
        toScope(watched, environment),
        credentials,
      );
      const known = told.find(
        notice =>
          notice.entityRef === health.entityRef &&
          notice.environment === environment.name,
      );
      await this.tell(watched.entity, health, known);
    }
  }

  private async tell(
    entity: Entity,
    health: Health,
    known: FiringNotice | undefined,
  ): Promise<void> {
    const { store } = this.options;
    const service = entity.metadata.name;
    const now = new Date();
    if (health.verdict === 'notWell') {
      const payload = describeFiring(service, health, now);
      if (payload.title !== known?.title) {
        await this.send(entity, payload);
        await store.save({
          entityRef: health.entityRef,
          environment: health.environment.name,
          title: payload.title,
          since:
            known?.since ??
            Date.parse(health.firing.since ?? now.toISOString()),
        });
      }
    } else if (known && health.verdict !== 'notKnown') {
      // While a source is silent nobody knows that it is over.
      await this.send(entity, describeQuiet(service, health, known.since, now));
      await store.remove(known);
    }
  }

  private async send(
    entity: Entity,
    payload: NotificationPayload,
  ): Promise<void> {
    const owners = (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    if (owners.length > 0) {
      await this.options.notifications.send({
        recipients: { type: 'entity', entityRef: owners },
        payload,
      });
    }
  }
}

function isLinked({ links }: WatchedEntity): boolean {
  return Boolean(links.datadog ?? links.prometheus);
}
