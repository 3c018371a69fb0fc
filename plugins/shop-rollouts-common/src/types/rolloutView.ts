import { ActionOffer, RolloutAction, SeenState } from './action';
import { Operation } from './operation';
import { RolloutTarget, StaleSource } from './target';

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
