import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  canonicalEntityRef,
  Delivery,
  DeliverySummaries,
  DeliverySummary,
  describeDelivery,
  Lane,
  laneState,
  LaneState,
  laneStateOf,
} from '@shop-portal/plugin-shop-rollouts-common';
import { DeliveryStore } from '../store/DeliveryStore';
import { DeliveryAuthorizer } from './DeliveryAuthorizer';
import { DeliveryService } from './DeliveryService';

/** More rows than anybody reads on one page. */
const MAX_ENTITIES = 200;
const WAITING_STATES: LaneState[] = ['waiting', 'check-unclear'];

export interface SummaryServiceOptions {
  catalog: CatalogService;
  userInfo: UserInfoService;
  authorizer: DeliveryAuthorizer;
  deliveries: DeliveryService;
  store: DeliveryStore;
  claimAnnotation: string;
}

/** Answers the rows of "Your services" and "Waiting for you". */
export class SummaryService {
  static create(options: SummaryServiceOptions): SummaryService {
    return new SummaryService(options);
  }

  private constructor(private readonly options: SummaryServiceOptions) {}

  async list(
    filter: 'mine' | 'waiting',
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<DeliverySummaries> {
    const items =
      filter === 'mine'
        ? await this.listMine(credentials)
        : await this.listWaiting(credentials);
    return { items, sources: this.listSources() };
  }

  private listSources(): DeliverySummaries['sources'] {
    const { store } = this.options;
    return store.listSources().map(source => {
      const stale = store.getStale(source);
      return { ...source, answering: !stale, since: stale?.since };
    });
  }

  /** Services of the person's teams, by name. */
  private async listMine(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<DeliverySummary[]> {
    const { catalog, userInfo } = this.options;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    const { items } = await catalog.getEntities(
      {
        filter: { kind: 'component', 'relations.ownedBy': ownershipEntityRefs },
        limit: MAX_ENTITIES,
      },
      { credentials },
    );
    const deliveries = await this.build(items, credentials);
    return deliveries.filter(({ lanes }) => lanes.length > 0).sort(byTitle);
  }

  /** Services where a person has to decide; production and oldest first. */
  private async listWaiting(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<DeliverySummary[]> {
    const { catalog, store, claimAnnotation } = this.options;
    const now = new Date();
    const refs = store
      .listRollouts()
      .filter(entry => WAITING_STATES.includes(laneState(entry, now).state))
      .flatMap(
        ({ rollout }) =>
          canonicalEntityRef(rollout.metadata.annotations?.[claimAnnotation]) ??
          [],
      );
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...new Set(refs)].slice(0, MAX_ENTITIES) },
      { credentials },
    );
    const summaries = await this.build(
      items.flatMap(item => item ?? []),
      credentials,
    );
    return summaries.filter(isWaiting).sort(byUrgency);
  }

  private async build(
    entities: Entity[],
    credentials: BackstageCredentials,
  ): Promise<DeliverySummary[]> {
    const { authorizer, deliveries } = this.options;
    const grants = await authorizer.getGrants(entities, credentials);
    const readable = entities
      .map((entity, index) => ({
        entity,
        entityRef: stringifyEntityRef(entity),
        grants: grants[index],
      }))
      .filter(candidate => candidate.grants.read);
    return await Promise.all(
      readable.map(async candidate =>
        toSummary(candidate.entity, await deliveries.build(candidate)),
      ),
    );
  }
}

function toSummary(entity: Entity, delivery: Delivery): DeliverySummary {
  return {
    entityRef: delivery.entityRef,
    title: entity.metadata.title ?? entity.metadata.name,
    sentence: describeDelivery(delivery, new Date()),
    lanes: delivery.lanes.map(lane => {
      const state = laneStateOf(lane);
      const view = lane.rollouts.find(rollout => rollout.state === state);
      return {
        environment: lane.environment,
        state: isAppliedAndWell(lane) ? 'live' : state,
        liveTag: view?.live?.tag ?? lane.deployments[0]?.tag,
        nextTag: view?.preview?.tag,
        since: view?.since,
        ...promoters(lane),
      };
    }),
  };
}

/** Without a Rollout, what Argo CD applied is live. */
function isAppliedAndWell({ rollouts, applications }: Lane): boolean {
  return (
    rollouts.length === 0 &&
    applications.length > 0 &&
    applications.every(
      ({ sync, health }) => sync === 'Synced' && health === 'Healthy',
    )
  );
}

/** Whether the person may promote here, or else who may. */
function promoters(
  lane: Lane,
): Pick<DeliverySummary['lanes'][number], 'mayAct' | 'whoMayAct'> {
  const offers = lane.rollouts.flatMap(({ actions }) =>
    actions.filter(({ action }) => action === 'promote'),
  );
  if (offers.some(({ possible }) => possible)) {
    return { mayAct: true };
  }
  const who = offers.flatMap(({ refusal }) => {
    if (refusal?.code !== 'no-permission') {
      return [];
    }
    return refusal.scope === 'production' ? ['operators'] : refusal.who;
  });
  return {
    mayAct: false,
    ...(who.length > 0 && { whoMayAct: [...new Set(who)] }),
  };
}

function isWaiting({ lanes }: DeliverySummary): boolean {
  return lanes.some(({ state }) => WAITING_STATES.includes(state));
}

function byUrgency(a: DeliverySummary, b: DeliverySummary): number {
  return urgencyKey(a).localeCompare(urgencyKey(b));
}

/** Sorts production first, then by the time since when it waits. */
function urgencyKey({ lanes }: DeliverySummary): string {
  const keys = lanes
    .filter(({ state }) => WAITING_STATES.includes(state))
    .map(
      ({ environment, since }) =>
        `${environment.production ? 0 : 1} ${since ?? ''}`,
    );
  return keys.sort()[0];
}

function byTitle(a: DeliverySummary, b: DeliverySummary): number {
  return a.title.localeCompare(b.title);
}
