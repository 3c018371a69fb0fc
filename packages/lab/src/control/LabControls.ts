import { MonitoringUpstream, UpstreamFault } from '../monitoring';

/** What a person or a test can do to the lab while it runs. */
export interface LabControls {
  clusterNames(): string[];
  /** Commits a tag to the overlay of a service, as CI would. */
  pushTag(options: {
    service: string;
    environment: string;
    tag: string;
    /** Publish the image first; without it the tag may lead nowhere. */
    publish: boolean;
  }): Promise<void>;
  /** Lets the next promotion of a cluster be stored and not acted upon. */
  loseNextPatch(cluster: string): void;
  fail(cluster: string, fault: ClusterFault): void;
  heal(cluster: string): void;
  /** Lets one of the monitoring upstreams misbehave until it is healed. */
  failUpstream(upstream: MonitoringUpstream, fault: UpstreamFault): void;
  healUpstream(upstream: MonitoringUpstream): void;
  /** Scales a service's workload through the cluster, as a person would. */
  scale(options: {
    service: string;
    environment: string;
    replicas: number;
  }): void;
  /** Number of requests by upstream, method and path. */
  requests(): Record<string, number>;
  resetRequests(): void;
}

export type ClusterFault =
  | { kind: 'down' }
  | { kind: 'slow'; millis: number }
  | { kind: 'rate-limited' }
  | { kind: 'expired-watches' };
