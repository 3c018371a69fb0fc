import * as fc from 'fast-check';
import { anyRollout } from '../__testUtils__/arbitraries';
import { RolloutObject } from '../kubernetes';
import { RolloutAction } from '../types';
import { offerActions } from './offerActions';

/**
 * When the controller answers a stored request with nothing, after its own
 * documentation and measurements. Written apart from the rules of the portal,
 * on the raw object, so that the two cannot share a mistake.
 */
function isSilentlyIgnored(
  action: RolloutAction,
  { metadata, spec, status = {} }: RolloutObject,
): boolean {
  const pauses = status.pauseConditions ?? [];
  const promoted = (status.stableRS ?? '') === (status.currentPodHash ?? '');
  const seen = Number(status.observedGeneration);
  const reconciles =
    status.observedGeneration !== undefined &&
    (Number.isNaN(seen) || seen >= (metadata.generation ?? 0)) &&
    !(status.conditions ?? []).some(({ type }) => type === 'InvalidSpec');
  if (!reconciles || promoted || !status.stableRS || !status.currentPodHash) {
    return true;
  }
  switch (action) {
    case 'promote': {
      const { blueGreen } = spec.strategy ?? {};
      const restartsCountdown =
        blueGreen?.autoPromotionEnabled !== false &&
        (blueGreen?.autoPromotionSeconds ?? 0) > 0;
      const runsCheckAgain = pauses.some(({ reason }) =>
        reason.includes('Inconclusive'),
      );
      return (
        pauses.length === 0 ||
        status.abort === true ||
        spec.paused === true ||
        runsCheckAgain ||
        (blueGreen !== undefined && restartsCountdown)
      );
    }
    case 'promote-full':
      return status.promoteFull === true || spec.paused === true;
    case 'abort':
      return status.promoteFull === true || status.abort === true;
    case 'retry':
    default:
      return status.abort !== true;
  }
}

describe('offered actions', () => {
  const offersOf = (rollout: RolloutObject) =>
    offerActions(rollout, {
      environment: { name: 'dev', title: 'dev', order: 1, production: false },
      claimed: true,
      claim: 'backstage.io/entity-ref: component:default/storefront',
      permissions: {
        promote: { allowed: true },
        'promote-full': { allowed: true },
        abort: { allowed: true },
        retry: { allowed: true },
      },
    });

  it('are never ones that the controller would silently ignore', () => {
    const offered = new Set<RolloutAction>();
    fc.assert(
      fc.property(anyRollout, rollout => {
        const actions = offersOf(rollout)
          .filter(({ possible }) => possible)
          .map(({ action }) => action);
        actions.forEach(action => offered.add(action));
        expect(
          actions.filter(action => isSilentlyIgnored(action, rollout)),
        ).toEqual([]);
      }),
      { numRuns: 20_000 },
    );
    // Offering nothing would be safe too, so the states must cover every one.
    expect([...offered].sort()).toEqual([
      'abort',
      'promote',
      'promote-full',
      'retry',
    ]);
  });

  it('say why whenever they are not possible, and only then', () => {
    fc.assert(
      fc.property(anyRollout, rollout => {
        for (const { possible, refusal } of offersOf(rollout)) {
          const reason = {
            code: 'wrong-state',
            detail: expect.stringMatching(/^[A-Za-z].*\.$/),
          };
          expect(refusal).toEqual(possible ? undefined : reason);
        }
      }),
    );
  });
});
