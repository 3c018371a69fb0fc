/** Kubernetes timestamps have whole seconds: `2026-11-22T09:34:07Z`. */
export function toTimestamp(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}

export function fromTimestamp(timestamp: string): number {
  return Date.parse(timestamp);
}
