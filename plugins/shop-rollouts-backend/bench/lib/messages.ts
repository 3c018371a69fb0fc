/** The clusters that the lab's process serves. */
export interface LabAddresses {
  clusters: Array<{ name: string; url: string }>;
  caData: string;
  readerToken: string;
}

/** A change that was stored by an API server. */
export interface Change {
  entityRef: string;
  /** Milliseconds of the clock that all processes of a machine share. */
  at: number;
}

/** What the lab's process is asked. */
export type LabQuestion =
  | { ask: 'requests' }
  | { ask: 'change'; perSecond: number; seconds: number };

/** What the portal's process is asked: milliseconds of CPU time so far. */
export interface PortalQuestion {
  ask: 'cpu';
}

/** Tells the process that asked, or that started this one. */
export function answer(content: unknown): void {
  process.send?.({ answer: content });
}

export function sharedClock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
