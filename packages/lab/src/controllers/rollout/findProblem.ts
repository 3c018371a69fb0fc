import type { BlueGreenStrategy, Rollout } from './schema';

/** The first problem of the spec, in upstream's words. */
export function findProblem(
  { spec }: Rollout,
  blueGreen: BlueGreenStrategy,
  hasService: (name: string) => boolean,
): string | undefined {
  const { activeService, previewService } = blueGreen;
  if (spec.template.spec.containers.length === 0) {
    return 'spec.template.spec.containers: Required value';
  }
  if (activeService === previewService) {
    return `spec.strategy.activeService: Invalid value: "${activeService}": This rollout uses the same service for the active and preview services, but two different services are required.`;
  }
  for (const field of ['activeService', 'previewService'] as const) {
    const name = blueGreen[field];
    if (name && !hasService(name)) {
      return `spec.strategy.blueGreen.${field}: Invalid value: "${name}": service "${name}" not found`;
    }
  }
  return undefined;
}
