import type { Service } from '../workloads/schemas';
import { HASH_LABEL, MANAGED_BY } from './schema';
import type { Rollout } from './schema';

/** The first problem of the spec, in upstream's words. */
export function findProblem(
  rollout: Rollout,
  services: Service[],
): string | undefined {
  const { selector, template, strategy } = rollout.spec;
  if (!selector) {
    return `spec.selector: Required value: Rollout has missing field '.spec.selector'`;
  }
  const labels = selector.matchLabels ?? {};
  if (Object.keys(labels).length === 0 && !selector.matchExpressions?.length) {
    return invalid(
      'spec.selector',
      selector,
      'empty selector is invalid for deployment',
    );
  }
  if (!template) {
    return 'spec.template.spec.containers: Required value';
  }
  const templateLabels = template.metadata.labels;
  if (Object.entries(labels).some(([k, v]) => templateLabels[k] !== v)) {
    return invalid(
      'spec.template.metadata.labels',
      templateLabels,
      '`selector` does not match template `labels`',
    );
  }
  if (!strategy.blueGreen && !strategy.canary) {
    return `spec.strategy.strategy: Required value: Rollout has missing field '.spec.strategy.canary or .spec.strategy.blueGreen'`;
  }
  if (strategy.blueGreen && strategy.canary) {
    return invalid(
      'spec.strategy.strategy',
      'blueGreen: true canary: true',
      'Multiple Strategies can not be listed',
    );
  }
  return findServiceProblem(rollout, services);
}

function findServiceProblem(
  rollout: Rollout,
  services: Service[],
): string | undefined {
  const { blueGreen } = rollout.spec.strategy;
  if (!blueGreen) {
    return undefined;
  }
  const { activeService, previewService } = blueGreen;
  if (activeService === previewService) {
    return invalid(
      'spec.strategy.activeService',
      activeService,
      'This rollout uses the same service for the active and preview services, but two different services are required.',
    );
  }
  for (const field of ['activeService', 'previewService'] as const) {
    const name = blueGreen[field];
    const problem = name && problemOfService(rollout, services, name);
    if (problem) {
      return invalid(`spec.strategy.blueGreen.${field}`, name, problem);
    }
  }
  return undefined;
}

function problemOfService(
  rollout: Rollout,
  services: Service[],
  name: string,
): string | undefined {
  const service = services.find(({ metadata }) => metadata.name === name);
  if (!service) {
    return `service "${name}" not found`;
  }
  const templateLabels = rollout.spec.template?.metadata.labels ?? {};
  for (const [label, value] of Object.entries(service.spec.selector)) {
    if (label !== HASH_LABEL && templateLabels[label] !== value) {
      return `Service "${name}" has unmatch label "${label}" in rollout`;
    }
  }
  const manager = service.metadata.annotations[MANAGED_BY];
  return manager && manager !== rollout.metadata.name
    ? `Service "${name}" is managed by another Rollout`
    : undefined;
}

function invalid(field: string, value: unknown, detail: string): string {
  return `${field}: Invalid value: ${JSON.stringify(value)}: ${detail}`;
}
