/** A time as Kubernetes writes it: UTC, whole seconds. */
export function toTimestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
