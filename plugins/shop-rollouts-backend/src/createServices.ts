import {
  AuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { ApplicationActionService } from './actions/ApplicationActionService';
import { OperationFollower } from './actions/OperationFollower';
import { RolloutActionService } from './actions/RolloutActionService';
import { RolloutSender } from './actions/RolloutSender';
import { ArgoCdCards } from './argocd/ArgoCdCards';
import { ArgoCdClient } from './argocd/ArgoCdClient';
import { ArgoCdWatcher } from './argocd/ArgoCdWatcher';
import { CommitReader } from './commits/CommitReader';
import { ReleaseHistories } from './commits/ReleaseHistories';
import { ShopRolloutsConfig } from './config/readShopRolloutsConfig';
import { OperationStore } from './database/OperationStore';
import { DeliveryAuthorizer } from './delivery/DeliveryAuthorizer';
import { DeliveryService } from './delivery/DeliveryService';
import { EntityInterests } from './delivery/EntityInterests';
import { OperationLog } from './delivery/OperationLog';
import { SummaryService } from './delivery/SummaryService';
import { ViewBuilder } from './delivery/ViewBuilder';
import { ClusterDetails } from './extensions';
import { ClusterWatcher } from './kubernetes/ClusterWatcher';
import { KubernetesRolloutReader } from './kubernetes/RolloutReader';
import { KubernetesRolloutWriter } from './kubernetes/RolloutWriter';
import { DeliveryNotifier } from './notices/DeliveryNotifier';
import { NoticeStore } from './notices/NoticeStore';
import { DeliverySignaller } from './signals/DeliverySignaller';
import { MemoryDeliveryStore } from './store/MemoryDeliveryStore';

export interface ServicesOptions {
  config: ShopRolloutsConfig;
  clusters: ClusterDetails[];
  operations: OperationStore;
  notices: NoticeStore;
  notifications: NotificationService;
  auth: AuthService;
  commits: { reader: CommitReader; hosts: string[] };
  signaller: DeliverySignaller;
  catalog: CatalogService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  logger: LoggerService;
}

/** Puts the parts together. Nothing runs before `start`. */
export function createServices(options: ServicesOptions) {
  const { config, clusters, operations, signaller, catalog, logger } = options;
  const { claimAnnotation } = config;
  const store = new MemoryDeliveryStore();
  const interests = new EntityInterests(claimAnnotation);
  const views = ViewBuilder.create({ config, clusters, store });
  const reader = KubernetesRolloutReader.create(clusters);
  const clients = new Map(
    config.argocd.instances.map(instance => [
      instance.name,
      ArgoCdClient.create(instance),
    ]),
  );
  const sender = RolloutSender.create({
    writers: createWriters(config, clusters),
    reader,
  });
  const onStep = (operation: { entityRef: string }) =>
    signaller.changed([operation.entityRef]);
  const follower = OperationFollower.create({
    store,
    operations,
    sender,
    reader,
    logger,
    onStep,
  });
  const authorizer = DeliveryAuthorizer.create({
    permissions: options.permissions,
    operatorsHint: config.operatorsHint,
  });
  const deliveries = DeliveryService.create({
    catalog,
    authorizer,
    store,
    operations,
    interests,
    views,
    histories: ReleaseHistories.create({
      reader: options.commits.reader,
      hosts: options.commits.hosts,
      onKnown: entityRefs => signaller.changed(entityRefs),
      logger,
    }),
    clusters: clusters.map(cluster => cluster.name),
  });
  const notifier = DeliveryNotifier.create({
    ...options,
    store,
    views,
    claimAnnotation,
    operatorsGroups: config.operatorsGroups,
  });
  const shared = { deliveries, views, store, operations, follower, onStep };
  const watchers = [
    ...clusters.map(cluster =>
      ClusterWatcher.create({
        cluster,
        store,
        logger,
        rolloutsVersion: config.clusters[cluster.name]?.rolloutsVersion,
      }),
    ),
    ...[...clients.values()].map(client =>
      ArgoCdWatcher.create({ client, store, logger }),
    ),
  ];
  const stopping = new AbortController();

  return {
    deliveries,
    operationLog: OperationLog.create({ operations, authorizer }),
    summaries: SummaryService.create({
      ...options,
      authorizer,
      deliveries,
      store,
      claimAnnotation,
    }),
    cards: ArgoCdCards.create({ deliveries, clients }),
    rolloutActions: RolloutActionService.create({ ...shared, reader, sender }),
    applicationActions: ApplicationActionService.create({ ...shared, clients }),

    async start(): Promise<void> {
      notifier.start();
      store.subscribe(change => {
        notifier.handle(change);
        signaller.changed(interests.affectedBy(change));
        if (change.kind === 'source') {
          signaller.sourcesChanged();
        }
      });
      for (const watcher of watchers) {
        watcher.run(stopping.signal);
      }
      await follower.start();
    },

    async stop(): Promise<void> {
      stopping.abort();
      await follower.stop();
      signaller.stop();
      await notifier.stop();
    },
  };
}

function createWriters(
  config: ShopRolloutsConfig,
  clusters: ClusterDetails[],
): Map<string, KubernetesRolloutWriter> {
  return new Map(
    clusters.flatMap(cluster => {
      const token = config.clusters[cluster.name]?.serviceAccountToken;
      return token
        ? [
            [
              cluster.name,
              KubernetesRolloutWriter.create(cluster, token),
            ] as const,
          ]
        : [];
    }),
  );
}
