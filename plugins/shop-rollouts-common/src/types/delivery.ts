import { ApplicationView } from './applicationView';
import { DeploymentView } from './deploymentView';
import { Operation } from './operation';
import { ReleaseHistory } from './releaseHistory';
import { LaneState, RolloutView } from './rolloutView';
import { DeliveryEnvironment, StaleSource } from './target';

/**
 * One environment of one entity.
 * @public
 */
export interface Lane {
  environment: DeliveryEnvironment;
  rollouts: RolloutView[];
  /** What runs where the service has no Rollout. */
  deployments: DeploymentView[];
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
  /** Absent where the source repository is not known. */
  history?: ReleaseHistory;
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
    /** Whom it waits for, where the person themselves may never act. */
    whoMayAct?: string[];
  }>;
}

/**
 * Whether a cluster or an Argo CD answers.
 * @public
 */
export interface SourceState {
  name: string;
  kind: StaleSource['kind'];
  answering: boolean;
  /** When it last answered, if it does not now and ever did. */
  since?: string;
}

/**
 * Answer of `GET /v1/deliveries/summaries`.
 * @public
 */
export interface DeliverySummaries {
  items: DeliverySummary[];
  /** What stands in the rows came from these. */
  sources: SourceState[];
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
  /** Set when a cluster or Argo CD began or ceased to answer. */
  sources?: boolean;
}
