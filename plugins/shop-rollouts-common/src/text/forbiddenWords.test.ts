import * as fc from 'fast-check';
import { anyRollout } from '../__testUtils__/arbitraries';
import {
  aReplicaSet,
  bothReplicaSets,
  ENTITY_REF,
  NEW,
  NOW,
  OLD,
} from '../__testUtils__/objects';
import { aDelivery, aLane, anOperation } from '../__testUtils__/views';
import { buildRolloutView } from '../rollout';
import { laneStateSchema } from '../schemas/rolloutView';
import { operationSchema } from '../schemas';
import { RolloutView } from '../types';
import { describeDelivery } from './describeDelivery';
import { describeLane } from './describeLane';
import { describeOperationStep } from './describeOperation';
import { describeRefusal } from './describeRefusal';
import { actionLabel, laneLabel } from './labels';

/** Words of the tools that mean something else, or nothing, to people. */
const FORBIDDEN =
  /\b(green|blue|pod hash|replica ?sets?|cutover|saturated|OutOfSync|Suspended|Degraded|kill(s|ed)?|deploy(s|ed)?)\b|undefined|null|NaN|Invalid Date|\[object/i;

const views: fc.Arbitrary<RolloutView> = fc
  .record({
    rollout: anyRollout,
    replicaSets: fc.subarray([
      ...bothReplicaSets(),
      aReplicaSet('older', { scaleDownAt: '2026-11-22T14:08:40Z' }),
    ]),
    permissions: fc.constantFrom(
      {},
      {
        promote: { allowed: true } as const,
        abort: { allowed: true } as const,
      },
    ),
    claimed: fc.boolean(),
  })
  .map(({ rollout, replicaSets, permissions, claimed }) =>
    buildRolloutView({
      rollout,
      replicaSets,
      pods: [],
      services: [],
      entityRef: claimed ? ENTITY_REF : 'component:default/copy',
      claimAnnotation: 'backstage.io/entity-ref',
      environment: { name: 'dev', title: 'dev', order: 1, production: false },
      cluster: { name: 'shop-dev', readOnly: false },
      permissions,
      now: NOW,
    }),
  );

describe('texts for people', () => {
  it('use only words of the house, in every state', () => {
    fc.assert(
      fc.property(views, view => {
        const sentences = [
          describeLane(view, NOW),
          describeDelivery(aDelivery([aLane('dev', [view])]), NOW),
          laneLabel(view.state).label,
          ...view.actions.flatMap(({ action, refusal }) => [
            actionLabel(action),
            ...(refusal ? [describeRefusal(refusal, action)] : []),
          ]),
        ];
        for (const sentence of sentences) {
          expect(sentence).not.toMatch(FORBIDDEN);
          expect(sentence).not.toContain(OLD);
          expect(sentence).not.toContain(NEW);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('use them in every step of every action', () => {
    for (const action of operationSchema.shape.action.options) {
      for (const phase of operationSchema.shape.phase.options) {
        for (const parts of [{}, { from: undefined, to: undefined }]) {
          expect(
            describeOperationStep(anOperation({ action, ...parts }), {
              phase,
              at: 'not a time',
            }),
          ).not.toMatch(FORBIDDEN);
        }
      }
    }
  });

  it('have a label for every state', () => {
    for (const state of laneStateSchema.options) {
      expect(laneLabel(state).label).toMatch(/^[A-Z][A-Za-z ,]+$/);
    }
  });
});
