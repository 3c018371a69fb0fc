import { ControlArguments } from './controlSchemas';

/** What a person or a test can do to the lab while it runs. */
export interface LabControls {
  /** Commits a tag to the overlay of a service, as CI would. */
  pushTag(...args: ControlArguments<'pushTag'>): Promise<void>;
  /** Lets the next promotion of a cluster be stored and not acted upon. */
  loseNextPatch(...args: ControlArguments<'loseNextPatch'>): void;
  fail(...args: ControlArguments<'fail'>): void;
  heal(...args: ControlArguments<'heal'>): void;
  /** Lets one of the monitoring upstreams misbehave until it is healed. */
  failUpstream(...args: ControlArguments<'failUpstream'>): void;
  healUpstream(...args: ControlArguments<'healUpstream'>): void;
  /** Scales a service's workload through the cluster, as a person would. */
  scale(...args: ControlArguments<'scale'>): void | Promise<void>;
  /** Number of requests by upstream, method and path. */
  requests(): Record<string, number>;
  resetRequests(): void;
}
