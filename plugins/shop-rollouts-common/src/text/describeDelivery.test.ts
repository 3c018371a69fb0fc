import { ago, NOW } from '../__testUtils__/objects';
import {
  aDelivery,
  aLane,
  aLiveView,
  anApplicationView,
  anOperation,
  aStack,
  aView,
} from '../__testUtils__/views';
import { describeDelivery, laneStateOf } from './describeDelivery';

describe('describeDelivery', () => {
  it('puts first what waits for a person', () => {
    const delivery = aDelivery([
      aLane('dev', [aLiveView()]),
      aLane('prod', [aView('waiting')]),
    ]);
    expect(describeDelivery(delivery, NOW)).toBe(
      'prod: 9f31c02 waits for promotion since 12 min; 826a72c4 is live. dev: 9f31c02 is live.',
    );
  });

  it('is one line when nothing waits', () => {
    const delivery = aDelivery(
      [aLane('dev', [aLiveView()]), aLane('prod', [aLiveView()])],
      {
        recentOperations: [
          anOperation({ action: 'refresh', requestedAt: ago(60) }),
          anOperation({ phase: 'refused', requestedAt: ago(90) }),
          anOperation({ requestedAt: ago(3 * 86400) }),
        ],
      },
    );
    expect(describeDelivery(delivery, NOW)).toBe(
      'dev and prod run 9f31c02. Last change 3 d ago by Olga Petrova.',
    );
    expect(
      describeDelivery(delivery, NOW, { personName: ref => `<${ref}>` }),
    ).toContain('by <user:default/olga.petrova>.');
  });

  it('names both releases when dev is ahead', () => {
    const delivery = aDelivery([
      aLane('dev', [aLiveView()]),
      aLane('prod', [aLiveView({ live: aStack() })]),
    ]);
    expect(describeDelivery(delivery, NOW)).toBe(
      'dev: 9f31c02 is live. prod: 826a72c4 is live.',
    );
  });

  it('says the sentence of the lane that is not well, before who waits', () => {
    const delivery = aDelivery([
      aLane('dev', [aView('waiting', { since: ago(3) })]),
      aLane('prod', [aView('no-live-pods')]),
    ]);
    expect(describeDelivery(delivery, NOW)).toBe(
      'prod: No pod gets live traffic. Expected 826a72c4. dev: 9f31c02 waits for promotion since a few seconds; 826a72c4 is live.',
    );
  });

  it('counts the quiet ones when there are more than three', () => {
    const delivery = aDelivery([
      aLane('dev', [aLiveView()]),
      aLane('qa', [aLiveView()]),
      aLane('stage', [aView('aborted')]),
      aLane('prod', [aView('waiting')]),
    ]);
    expect(describeDelivery(delivery, NOW)).toBe(
      'prod: 9f31c02 waits for promotion since 12 min; 826a72c4 is live. stage: 826a72c4 is live. Git still asks for 9f31c02. 2 more are quiet.',
    );
  });

  it('tells several Rollouts of one environment apart', () => {
    const { target } = aLiveView();
    const delivery = aDelivery([
      aLane('prod', [
        aView('waiting'),
        aLiveView({ target: { ...target, name: 'worker' } }),
      ]),
    ]);
    expect(describeDelivery(delivery, NOW)).toBe(
      'prod (storefront): 9f31c02 waits for promotion since 12 min; 826a72c4 is live. prod (worker): 9f31c02 is live.',
    );
  });

  it('speaks of what Argo CD applied where there is no Rollout', () => {
    const synced = aDelivery([
      aLane('dev', [], [anApplicationView()]),
      aLane('prod', [], [anApplicationView()]),
    ]);
    expect(describeDelivery(synced, NOW)).toBe('dev and prod run 77d0a12.');
    const behind = aDelivery([
      aLane('dev', [], [anApplicationView()]),
      aLane('prod', [], [anApplicationView({ sync: 'OutOfSync' })]),
    ]);
    expect(describeDelivery(behind, NOW)).toBe(
      'prod: Out of sync. dev: 77d0a12 is live.',
    );
  });

  it('says when nothing is linked or nothing runs', () => {
    expect(describeDelivery(aDelivery([], { linked: false }), NOW)).toBe(
      'This service is not linked to a Rollout yet.',
    );
    expect(describeDelivery(aDelivery([aLane('dev', [])]), NOW)).toBe(
      'Nothing of this service runs yet.',
    );
  });
});

describe('laneStateOf', () => {
  it('is that of the Rollout that needs most', () => {
    const lane = aLane('prod', [aLiveView(), aView('waiting')]);
    expect(laneStateOf(lane)).toBe('waiting');
    expect(laneStateOf(aLane('prod', []))).toBe('no-rollout');
  });
});
