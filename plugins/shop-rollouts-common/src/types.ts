/**
 * The shapes of the HTTP API of `shop-rollouts`: what the backend answers and
 * the browser draws. All times are ISO 8601 strings in UTC, all entity
 * references are full (`component:default/storefront`).
 */

/**
 * An environment as configured under `shopRollouts.environments`.
 * @public
 */
export interface DeliveryEnvironment {
  /** Short name, for example `prod`. */
  name: string;
  title: string;
  /** Position on every screen; lower first. */
  order: number;
  /** A target that matches no environment counts as production too. */
  production: boolean;
}

/**
 * One Rollout: `cluster/namespace/name`.
 * @public
 */
export interface RolloutTarget {
  kind: 'rollout';
  cluster: string;
  namespace: string;
  name: string;
}

/**
 * One Argo CD Application: `instance/namespace/name`.
 * @public
 */
export interface ApplicationTarget {
  kind: 'application';
  instance: string;
  namespace: string;
  name: string;
}

/** @public */
export type DeliveryTarget = RolloutTarget | ApplicationTarget;

/**
 * Why the controller holds a Rollout (`status.pauseConditions[]`).
 * @public
 */
export interface PauseCondition {
  reason: string;
  startTime: string;
}

/**
 * What the caller looked at. It is sent back with every action; the server
 * acts only while it is still true.
 * @public
 */
export interface SeenState {
  uid: string;
  generation: number;
  /** `status.currentPodHash`. */
  podHash: string;
  /** `status.stableRS`. */
  stableHash: string;
  /** `status.pauseConditions`, verbatim and in order; empty when absent. */
  pauseConditions: PauseCondition[];
  /** `status.currentStepIndex`; canary only. */
  stepIndex?: number;
}

/**
 * Everything a person can do with a Rollout from the portal.
 * @public
 */
export type RolloutAction = 'promote' | 'promote-full' | 'abort' | 'retry';

/**
 * Everything a person can do with an Argo CD Application from the portal.
 * @public
 */
export type ApplicationAction = 'sync' | 'refresh';

/** @public */
export type DeliveryAction = RolloutAction | ApplicationAction;

/**
 * Why an action is not offered. Texts for people come from `describeRefusal`.
 * @public
 */
export type ActionRefusal =
  | { code: 'wrong-state'; detail: string }
  | {
      code: 'no-claim';
      /** The annotation that the target lacks: `key: kind:namespace/name`. */
      claim: string;
    }
  | {
      code: 'stale';
      kind: StaleSource['kind'];
      source: string;
      since?: string;
    }
  | { code: 'read-only-cluster'; cluster: string }
  | {
      code: 'no-permission';
      scope: 'production' | 'owner';
      /** Name of the environment. */
      environment: string;
      /** Whom to ask: operators, or the teams that own the entity. */
      who: string[];
    };

/**
 * Whether one action is possible for this person at this moment.
 * @public
 */
export interface ActionOffer<TAction extends DeliveryAction = DeliveryAction> {
  action: TAction;
  possible: boolean;
  /** Set when `possible` is false. */
  refusal?: ActionRefusal;
}

/**
 * The state of a lane, one for each row of the table "States of a lane".
 * @public
 */
export type LaneState =
  | 'live'
  | 'go-back-window'
  | 'preparing'
  | 'checking-preview'
  | 'waiting'
  | 'timed'
  | 'promoting'
  | 'checking-live'
  | 'aborted'
  | 'abort-not-finished'
  | 'not-starting'
  | 'invalid'
  | 'no-live-pods'
  | 'held'
  | 'check-unclear'
  | 'first-release'
  | 'restarting'
  | 'not-picked-up'
  | 'gone'
  | 'no-rollout';

/**
 * How urgent a state is. `announcement` = a person or time is needed,
 * `warning` = stopped on purpose or unclear, `negative` = users may be hurt,
 * `positive` = as wanted, `neutral` = not applicable.
 * @public
 */
export type StatusTone =
  | 'positive'
  | 'announcement'
  | 'warning'
  | 'negative'
  | 'neutral';

/** @public */
export interface ContainerImage {
  container: string;
  /** The whole reference, for example `registry/shop/storefront:9f31c02`. */
  image: string;
  /** Tag, else a shortened digest, else the last part of the reference. */
  tag: string;
}

/** @public */
export interface PodSummary {
  name: string;
  ready: boolean;
  /** As kubectl prints it, for example `Running`, `ImagePullBackOff`. */
  status: string;
  /** The kubelet's or container's own message, where there is one. */
  message?: string;
  restarts: number;
}

/** @public */
export type StackRole = 'live' | 'preview' | 'stable' | 'canary' | 'old';

/**
 * One ReplicaSet of a Rollout as people see it.
 * @public
 */
export interface Stack {
  role: StackRole;
  /** `rollouts-pod-template-hash`. Details only, never a headline. */
  hash: string;
  /** Tag of the image that tells releases apart. */
  tag: string;
  images: ContainerImage[];
  /** `rollout.argoproj.io/revision`; a number that the cluster may reassign. */
  revision?: number;
  replicas: { desired: number; ready: number; total: number };
  createdAt?: string;
  /** When an old stack is scaled down: until then rollback is instant. */
  scaleDownAt?: string;
  pods: PodSummary[];
}

/** @public */
export interface StaleSource {
  /** Cluster name or Argo CD instance name. */
  name: string;
  kind: 'cluster' | 'argocd';
  /** When it last answered; undefined if it never did since the start. */
  since?: string;
}

/**
 * How far a requested action has come. `accepted`: stored by the upstream;
 * `nudged`: the controller lost it and was woken once; `taken`: the
 * controller acted; `done`: seen live, aborted, retried, synced.
 * @public
 */
export type OperationPhase =
  | 'accepted'
  | 'nudged'
  | 'stuck'
  | 'taken'
  | 'done'
  | 'diverted'
  | 'failed'
  | 'refused';

/**
 * One requested action, with its outcome. Kept in the database.
 * @public
 */
export interface Operation {
  id: string;
  entityRef: string;
  environment: string;
  target: DeliveryTarget;
  action: DeliveryAction;
  phase: OperationPhase;
  /** Full ref of the person. */
  requestedBy: string;
  requestedAt: string;
  reason?: string;
  /** What was live and what was asked for, as seen by the person. */
  from?: { hash: string; tag: string };
  to?: { hash: string; tag: string };
  /** One entry for every phase reached, in order. */
  steps: Array<{ phase: OperationPhase; at: string; note?: string }>;
  /** A sentence for people; set on `failed`, `refused`, `diverted`. */
  message?: string;
}

/** @public */
export interface RolloutView {
  target: RolloutTarget;
  state: LaneState;
  strategy: 'blue-green' | 'canary' | 'unknown';
  /** As upstream's own client computes it. */
  phase: 'Healthy' | 'Progressing' | 'Paused' | 'Degraded' | 'Unknown';
  message: string;
  seen: SeenState;
  live?: Stack;
  preview?: Stack;
  /** Older stacks that still run. */
  old: Stack[];
  /** Since when the state is what it is, as far as known. */
  since?: string;
  /** `timed`: when it goes live; `go-back-window`: until when it is instant. */
  deadline?: string;
  /** `not-starting`: how long the controller waited, in seconds. */
  progressDeadlineSeconds: number;
  /** Seconds that the former live stack is kept after a promotion. */
  scaleDownDelaySeconds: number;
  autoPromotionEnabled: boolean;
  /** Controller version, or `unknown`, which is treated as 1.9. */
  controllerVersion: string;
  /** After an abort on 1.9: until when a retry goes live without waiting. */
  retryGoesLiveUntil?: string;
  /** True when the Rollout names this entity. */
  claimed: boolean;
  stale?: StaleSource;
  previewUrl?: string;
  actions: ActionOffer<RolloutAction>[];
  /** The newest operation on this target, at most 10 minutes old. */
  operation?: Operation;
}

/** @public */
export interface ApplicationView {
  target: ApplicationTarget;
  /** Link to Argo CD's own page. */
  url?: string;
  sync: 'Synced' | 'OutOfSync' | 'Unknown';
  health:
    | 'Healthy'
    | 'Progressing'
    | 'Suspended'
    | 'Degraded'
    | 'Missing'
    | 'Unknown';
  revision?: string;
  revisionUrl?: string;
  outOfSyncResources: Array<{ kind: string; name: string; prune: boolean }>;
  autoSync: boolean;
  selfHeal: boolean;
  operation?: {
    phase: 'Running' | 'Terminating' | 'Succeeded' | 'Failed' | 'Error';
    message?: string;
    startedAt?: string;
    finishedAt?: string;
  };
  conditions: string[];
  images: string[];
  claimed: boolean;
  stale?: StaleSource;
  actions: ActionOffer<ApplicationAction>[];
  lastRequest?: Operation;
}

/**
 * One environment of one entity.
 * @public
 */
export interface Lane {
  environment: DeliveryEnvironment;
  rollouts: RolloutView[];
  applications: ApplicationView[];
}

/**
 * Everything the Delivery tab shows of one entity.
 * @public
 */
export interface Delivery {
  entityRef: string;
  /** Changes with every visible change; equal versions mean equal content. */
  version: string;
  readAt: string;
  /** False when the entity carries none of the linking annotations. */
  linked: boolean;
  /** What was looked for, for the empty state. */
  selector?: string;
  clusters: string[];
  lanes: Lane[];
  stale: StaleSource[];
  /** Newest first, at most 20. */
  recentOperations: Operation[];
}

/**
 * One row of "Waiting for you" and "Your services".
 * @public
 */
export interface DeliverySummary {
  entityRef: string;
  title: string;
  /** The sentence of `describeDelivery`. */
  sentence: string;
  lanes: Array<{
    environment: DeliveryEnvironment;
    state: LaneState;
    liveTag?: string;
    nextTag?: string;
    since?: string;
    /** The person may promote here, now. */
    mayAct: boolean;
  }>;
}

/** Body of `POST /v1/rollouts/{cluster}/{namespace}/{name}/actions`. @public */
export interface RolloutActionRequest {
  entityRef: string;
  action: RolloutAction;
  seen: SeenState;
  reason?: string;
}

/** Body of `POST /v1/applications/{instance}/{namespace}/{name}/actions`. @public */
export interface ApplicationActionRequest {
  entityRef: string;
  action: ApplicationAction;
  reason?: string;
}

/**
 * Answer of both action routes (202).
 * @public
 */
export interface ActionResponse {
  operation: Operation;
}

/**
 * Body of a 409: the state changed since the caller looked.
 * @public
 */
export interface StateChanged {
  error: { name: 'StateChangedError'; message: string };
  /** Who was faster, if a person was. */
  by?: { requestedBy: string; requestedAt: string; action: DeliveryAction };
  current: RolloutView;
}

/**
 * Channel and message of the signal. It carries no data that needs a
 * permission: who receives it reads again through the authorised API.
 * @public
 */
export const DELIVERY_SIGNAL_CHANNEL = 'shop-rollouts:delivery';

/** @public */
export interface DeliveryChangedSignal {
  entityRefs: string[];
}
