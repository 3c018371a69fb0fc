import { readFileSync } from 'fs';
import { stringify, parse } from 'yaml';
import { moduleFile } from './ClusterPrograms';

const STAGES = [
  'node/fast/node-initialize',
  'node/heartbeat-with-lease/node-heartbeat-with-lease',
  'pod/fast/pod-ready',
  'pod/fast/pod-complete',
  'pod/fast/pod-delete',
];

/** A pod with this label never becomes ready. */
export const NEVER_READY_LABEL = 'lab/never-ready';

/** kwok's own fast stages, but for pods that shall not become ready. */
export function kwokStages(kwokModule: string): string {
  return STAGES.map(stage => {
    const file = moduleFile(kwokModule, 'kustomize/stage', `${stage}.yaml`);
    const document = parse(readFileSync(file, 'utf8'));
    if (stage.endsWith('pod-ready')) {
      document.spec.selector.matchExpressions.push({
        key: `.metadata.labels["${NEVER_READY_LABEL}"]`,
        operator: 'DoesNotExist',
      });
    }
    return stringify(document);
  }).join('---\n');
}
