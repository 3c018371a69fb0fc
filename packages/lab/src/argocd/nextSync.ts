import { Application, Operation } from './Application';
import { Comparison } from './compareApplication';

const RETRY_MILLIS = 5_000;
const SELF_HEAL_MILLIS = 2_000;

/** The sync that was asked for, or that Argo CD has to do by itself. */
export function nextSync(
  { operation: requested, spec, status }: Application,
  { resources, revision }: Comparison,
): { operation: Operation; notBefore: number } | undefined {
  if (requested) {
    return { operation: requested, notBefore: 0 };
  }
  const { automated } = spec.syncPolicy ?? {};
  const changes = resources.some(
    resource =>
      resource.status.status === 'OutOfSync' &&
      (automated?.prune || !resource.status.requiresPruning),
  );
  if (!automated || !changes) {
    return undefined;
  }
  const { prune, selfHeal } = automated;
  const sync = { revision, source: spec.source, ...(prune && { prune }) };
  const operation = { initiatedBy: { automated: true }, sync };
  const last = status?.operationState;
  if (last?.syncResult?.revision !== revision) {
    return { operation, notBefore: 0 };
  }
  const finishedAt = Date.parse(last.finishedAt ?? last.startedAt);
  if (last.phase !== 'Succeeded') {
    return { operation, notBefore: finishedAt + RETRY_MILLIS };
  }
  const healing = { ...sync, autoHealAttemptsCount: 1 };
  return selfHeal
    ? {
        operation: { ...operation, sync: healing },
        notBefore: finishedAt + SELF_HEAL_MILLIS,
      }
    : undefined;
}
