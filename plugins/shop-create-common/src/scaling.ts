/**
 * Says in one sentence why a service cannot be scaled between two numbers of
 * pods, or `undefined` where it can.
 *
 * @public
 */
export function describeScalingProblem(
  minimum: number,
  maximum: number,
): string | undefined {
  return maximum > minimum ? undefined : 'Maximum must be above minimum.';
}
