import { ActionOffer, ApplicationAction } from './action';
import { Operation } from './operation';
import { ApplicationTarget, StaleSource } from './target';

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
