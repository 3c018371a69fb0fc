import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  ActionPermission,
  canonicalEntityRef,
  DeliveryEnvironment,
  Operation,
  RolloutTarget,
} from '@shop-portal/plugin-shop-rollouts-common';
import { OperationStore } from '../database/OperationStore';
import { targetKey } from '../database/targetKey';
import { EntityGrants } from '../delivery/DeliveryAuthorizer';
import { findLinkedTargets } from '../delivery/LinkedTargets';
import { ViewBuilder } from '../delivery/ViewBuilder';
import { DeliveryStore, StoreChange } from '../store/DeliveryStore';
import { DeliveryNotice, describeNotice } from './describeNotice';
import { NoticeStore } from './NoticeStore';

/** A roll-out step touches a dozen objects: what it leads to is told. */
const SETTLE_MILLIS = 500;
/** What could not be told is tried again. */
const SWEEP_MILLIS = 60_000;

export interface DeliveryNotifierOptions {
  auth: AuthService;
  catalog: CatalogService;
  notifications: NotificationService;
  notices: NoticeStore;
  operations: OperationStore;
  store: DeliveryStore;
  views: ViewBuilder;
  claimAnnotation: string;
  /** Groups that act in production. */
  operatorsGroups: string[];
  logger: LoggerService;
}

const REFUSED: ActionPermission = { allowed: false, scope: 'owner', who: [] };

/** A notice says what is, not what its reader may do. */
const NOBODY: EntityGrants = {
  read: true,
  inEnvironment: () => ({
    promote: REFUSED,
    'promote-full': REFUSED,
    abort: REFUSED,
    retry: REFUSED,
    sync: REFUSED,
    refresh: REFUSED,
  }),
};

/**
 * Tells owners and operators what waits for them and how it ended: one
 * message for each release on each target, changed by what comes later.
 */
export class DeliveryNotifier {
  static create(options: DeliveryNotifierOptions): DeliveryNotifier {
    return new DeliveryNotifier(options);
  }

  private readonly changed = new Map<string, RolloutTarget>();
  private settling: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  private constructor(private readonly options: DeliveryNotifierOptions) {}

  start(): void {
    this.sweeping = setInterval(() => this.sweep(), SWEEP_MILLIS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.settling);
    clearInterval(this.sweeping);
    await this.work;
  }

  handle(change: StoreChange): void {
    if (change.kind === 'rollout') {
      this.changed.set(targetKey(change.target), change.target);
      this.settling ??= setTimeout(() => this.tellChanges(), SETTLE_MILLIS);
    }
  }

  private sweep(): void {
    for (const { target } of this.options.store.listRollouts()) {
      this.changed.set(targetKey(target), target);
    }
    this.tellChanges();
  }

  private tellChanges(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
    const targets = [...this.changed.values()];
    this.changed.clear();
    this.work = this.work.then(async () => {
      for (const target of targets) {
        try {
          await this.tell(target);
        } catch (error) {
          this.options.logger.warn(
            `A notice about ${targetKey(
              target,
            )} could not be sent: ${stringifyError(error)}`,
          );
        }
      }
    });
  }

  private async tell(target: RolloutTarget): Promise<void> {
    const { store, views, notices } = this.options;
    const entry = store.getRollout(target);
    const entity = entry && (await this.findEntity(entry.rollout.metadata));
    if (!entry || !entity || !this.isLinked(entity, target)) {
      return;
    }
    const environment = views.environmentOfRollout(entry);
    const view = views.buildRollout(entry, {
      entityRef: stringifyEntityRef(entity),
      grants: NOBODY,
    });
    const operation = await this.findOperation(target);
    const notice = describeNotice({
      service: entity.metadata.name,
      view,
      environment,
      operation,
    });
    if (!notice) {
      return;
    }
    const key = {
      target: targetKey(target),
      release: `${notice.release.revision ?? ''}/${notice.release.hash}`,
      event: notice.event,
    };
    // What was live before the portal came is no news.
    const isNews =
      notice.event !== 'live' || (await notices.isKnown(key.target));
    if (!(await notices.claim(key)) || !isNews) {
      return;
    }
    try {
      await this.send(notice, { entity, environment, target, operation });
    } catch (error) {
      await notices.release(key);
      throw error;
    }
  }

  private async findEntity(metadata: {
    annotations?: Record<string, string>;
  }): Promise<Entity | undefined> {
    const { auth, catalog, claimAnnotation } = this.options;
    const entityRef = canonicalEntityRef(
      metadata.annotations?.[claimAnnotation],
    );
    if (!entityRef) {
      return undefined;
    }
    const credentials = await auth.getOwnServiceCredentials();
    return await catalog.getEntityByRef(entityRef, { credentials });
  }

  /** Both sides name each other, as for everything that acts. */
  private isLinked(entity: Entity, target: RolloutTarget): boolean {
    const { store, views } = this.options;
    return findLinkedTargets(entity, store, views.environments).rollouts.some(
      linked => targetKey(linked.target) === targetKey(target),
    );
  }

  private async findOperation(
    target: RolloutTarget,
  ): Promise<Operation | undefined> {
    const operations = await this.options.operations.list({
      targets: [target],
      withoutRefused: true,
      limit: 20,
    });
    return operations.find(({ phase }) => phase !== 'failed');
  }

  private async send(
    notice: DeliveryNotice,
    about: {
      entity: Entity;
      environment: DeliveryEnvironment;
      target: RolloutTarget;
      operation?: Operation;
    },
  ): Promise<void> {
    const { entity, environment, target, operation } = about;
    const { kind, namespace, name } = parseEntityRef(
      stringifyEntityRef(entity),
    );
    const isOfOperators = environment.production && notice.topic !== 'Results';
    const recipients = [
      ...(entity.relations ?? [])
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef),
      ...(isOfOperators ? this.options.operatorsGroups : []),
    ];
    if (recipients.length === 0) {
      return;
    }
    const isOwnAct = operation?.to?.hash === notice.release.hash;
    await this.options.notifications.send({
      recipients: {
        type: 'entity',
        entityRef: [...new Set(recipients)],
        ...(isOwnAct &&
          notice.event !== 'waits' && {
            excludeEntityRef: operation.requestedBy,
          }),
      },
      payload: {
        title: notice.title,
        description: notice.description,
        severity: notice.severity,
        topic: notice.topic,
        link: `/catalog/${namespace}/${kind}/${name}/delivery?env=${environment.name}#${environment.name}`,
        scope: `delivery/${targetKey(target)}/${notice.release.hash}`,
      },
    });
  }
}
