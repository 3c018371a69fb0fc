import { PauseCondition, RolloutAction, SeenState } from '../types';

/**
 * One operation of an RFC 6902 patch.
 * @public
 */
export type JsonPatchOperation =
  | { op: 'test'; path: string; value: JsonPatchValue }
  | { op: 'add'; path: string; value: JsonPatchValue }
  | { op: 'remove'; path: string };

/** @public */
export type JsonPatchValue = string | number | boolean | PauseCondition[];

/**
 * The patch for the `status` subresource of a Rollout
 * (`application/json-patch+json`). It changes nothing, with 422, unless the
 * object is still what the caller saw. On the main resource the same patch
 * would be answered with 200 and dropped.
 * @public
 */
export function guardedPatch(
  action: RolloutAction,
  seen: SeenState,
): JsonPatchOperation[] {
  return [...guard(seen), ...actionOperations(action, seen)];
}

/**
 * Wakes a controller that lost a patch (Rollouts 1.9) without changing what
 * is wanted: it rewrites the message when it looks at the Rollout.
 * @public
 */
export function nudgePatch(seen: Pick<SeenState, 'uid'>): JsonPatchOperation[] {
  return [
    { op: 'test', path: '/metadata/uid', value: seen.uid },
    { op: 'add', path: '/status/message', value: 'woken by the shop portal' },
  ];
}

function guard(seen: SeenState): JsonPatchOperation[] {
  return [
    // Without the generation a promotion that arrives after a template write,
    // and before the controller saw it, would be stored and promote nothing.
    { op: 'test', path: '/metadata/generation', value: seen.generation },
    { op: 'test', path: '/metadata/uid', value: seen.uid },
    { op: 'test', path: '/status/currentPodHash', value: seen.podHash },
  ];
}

function actionOperations(
  action: RolloutAction,
  seen: SeenState,
): JsonPatchOperation[] {
  switch (action) {
    case 'promote':
      return [
        ...testStep(seen),
        testPause(seen),
        { op: 'remove', path: '/status/pauseConditions' },
      ];
    case 'promote-full':
      return [
        ...testStep(seen),
        ...(seen.pauseConditions.length > 0 ? [testPause(seen)] : []),
        { op: 'test', path: '/status/stableRS', value: seen.stableHash },
        { op: 'add', path: '/status/promoteFull', value: true },
      ];
    case 'abort':
      return [
        { op: 'test', path: '/status/stableRS', value: seen.stableHash },
        { op: 'add', path: '/status/abort', value: true },
      ];
    case 'retry':
      return [
        { op: 'test', path: '/status/abort', value: true },
        { op: 'remove', path: '/status/abort' },
      ];
    default:
      throw new Error(`No patch is known for the action ${action}`);
  }
}

function testStep({ stepIndex }: SeenState): JsonPatchOperation[] {
  return stepIndex === undefined
    ? []
    : [{ op: 'test', path: '/status/currentStepIndex', value: stepIndex }];
}

function testPause({ pauseConditions }: SeenState): JsonPatchOperation {
  return {
    op: 'test',
    path: '/status/pauseConditions',
    value: pauseConditions,
  };
}
