import { toTimestamp as formatTimestamp } from '../../kubernetes/timestamp';

/** Kubernetes timestamps have whole seconds: `2026-11-22T09:34:07Z`. */
export function toTimestamp(millis: number): string {
  return formatTimestamp(new Date(millis));
}

export function fromTimestamp(timestamp: string): number {
  return Date.parse(timestamp);
}
