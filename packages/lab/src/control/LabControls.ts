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
  /** Number of requests by upstream, method and path. */
  requests(): Record<string, number>;
  resetRequests(): void;
}

export type ClusterFault =
  | { kind: 'down' }
  | { kind: 'slow'; millis: number }
  | { kind: 'rate-limited' }
  | { kind: 'expired-watches' };
