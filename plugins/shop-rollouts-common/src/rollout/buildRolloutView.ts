import { isClaimedBy } from '../annotations';
import {
  DeliveryEnvironment,
  Operation,
  RolloutView,
  StaleSource,
} from '../types';
import { isBeforeRollouts110 } from './controllerVersion';
import { laneState, RolloutSnapshot } from './laneState';
import { offerActions, OffersContext } from './offerActions';
import { rolloutPhase } from './phase';
import { previewAddress } from './previewAddress';
import { seenState } from './seenState';
import { RolloutStacks, rolloutStacks } from './stacks';
import { rolloutStrategy } from './status';

/**
 * What the portal knows of the cluster of a Rollout.
 * @public
 */
export interface ClusterInfo {
  name: string;
  /** True without a token that may write. */
  readOnly: boolean;
  /** Set while the cluster does not answer. */
  stale?: StaleSource;
  /** Undefined when unknown, which is treated as 1.9. */
  rolloutsVersion?: string;
}

/** @public */
export interface RolloutViewInput extends RolloutSnapshot {
  entityRef: string;
  claimAnnotation: string;
  environment: DeliveryEnvironment;
  cluster: ClusterInfo;
  /** `shopRollouts.environments[].previewUrl`. */
  previewUrl?: string;
  permissions: OffersContext['permissions'];
  /** The newest operation on this target. */
  operation?: Operation;
  now: Date;
}

const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;
const DEFAULT_SCALE_DOWN_DELAY_SECONDS = 30;
const OPERATION_VISIBLE_MS = 10 * 60 * 1000;

/**
 * One Rollout as one person sees it through one entity.
 * @public
 */
export function buildRolloutView(input: RolloutViewInput): RolloutView {
  const { rollout, cluster, now } = input;
  const { metadata, spec } = rollout;
  const { state, since, deadline } = laneState(input, now);
  const stacks = rolloutStacks(rollout, input.replicaSets, input.pods);
  const claimed = isClaimedBy(rollout, input.entityRef, input.claimAnnotation);
  const { name, namespace } = metadata;
  const blueGreen = spec.strategy?.blueGreen;
  return dropUndefined({
    target: { kind: 'rollout', cluster: cluster.name, namespace, name },
    state,
    strategy: rolloutStrategy(rollout),
    ...rolloutPhase(rollout),
    seen: seenState(rollout),
    ...stacks,
    since,
    deadline,
    progressDeadlineSeconds:
      spec.progressDeadlineSeconds ?? DEFAULT_PROGRESS_DEADLINE_SECONDS,
    scaleDownDelaySeconds:
      blueGreen?.scaleDownDelaySeconds ?? DEFAULT_SCALE_DOWN_DELAY_SECONDS,
    autoPromotionEnabled: blueGreen?.autoPromotionEnabled !== false,
    controllerVersion: cluster.rolloutsVersion ?? 'unknown',
    retryGoesLiveUntil: retryGoesLiveUntil(input, stacks),
    claimed,
    stale: cluster.stale,
    previewUrl: stacks.preview && previewAddress(input.previewUrl, metadata),
    actions: offerActions(rollout, {
      environment: input.environment,
      claimed,
      claim: `${input.claimAnnotation}: ${input.entityRef}`,
      stale: cluster.stale,
      ...(cluster.readOnly && { readOnlyCluster: cluster.name }),
      permissions: input.permissions,
    }),
    operation: isRecent(input.operation, now) ? input.operation : undefined,
  });
}

/**
 * Before 1.10 a retry goes live at once while the aborted release still runs,
 * because the controller then takes it for a fast way back.
 */
function retryGoesLiveUntil(
  { rollout, cluster }: RolloutViewInput,
  { preview }: RolloutStacks,
): string | undefined {
  const atRisk =
    rollout.status?.abort === true &&
    rolloutStrategy(rollout) === 'blue-green' &&
    isBeforeRollouts110(cluster.rolloutsVersion ?? 'unknown');
  return atRisk && preview && preview.replicas.total > 0
    ? preview.scaleDownAt
    : undefined;
}

function isRecent(operation: Operation | undefined, now: Date): boolean {
  const last = operation?.steps.at(-1)?.at ?? operation?.requestedAt;
  return (
    last !== undefined &&
    now.getTime() - Date.parse(last) <= OPERATION_VISIBLE_MS
  );
}

/** So that equal views are equal as JSON too. */
function dropUndefined<T extends object>(value: T): T {
  const result = { ...value };
  for (const key of Object.keys(result) as Array<keyof T>) {
    if (result[key] === undefined) {
      delete result[key];
    }
  }
  return result;
}
