import { waitFor } from '@testing-library/react';
import { DELIVERY_SIGNAL_CHANNEL } from '@shop-portal/plugin-shop-rollouts-common';
import { delivery, ENTITY_REF, operation } from '../__testUtils__/deliveries';
import { FakeSignals } from '../__testUtils__/FakeSignals';
import { createShopRolloutsApi } from '../__testUtils__/renderDelivery';
import { OperationFollower } from './OperationFollower';

const done = operation({
  phase: 'done',
  steps: [{ phase: 'done', at: '2026-11-22T14:02:10Z' }],
});

function follow() {
  const signals = new FakeSignals();
  const post = jest.fn(() => ({ close: () => {} }));
  const api = createShopRolloutsApi({
    getDelivery: jest.fn(async () => delivery({ recentOperations: [done] })),
  });
  const follower = new OperationFollower({
    api,
    signals,
    toasts: { post },
    linkLabel: 'Open delivery',
  });
  const stop = follower.listen();
  const signal = (entityRef = ENTITY_REF) =>
    signals.send(DELIVERY_SIGNAL_CHANNEL, { entityRefs: [entityRef] });
  return { api, follower, post, signal, stop, signals };
}

describe('OperationFollower', () => {
  it('tells once how the action of a person who left has ended', async () => {
    const { follower, post, signal } = follow();
    follower.follow(ENTITY_REF, [operation()], '/delivery');
    signal();
    await waitFor(() => expect(post).toHaveBeenCalledTimes(1));
    expect(post).toHaveBeenCalledWith({
      title: '9f31c02 is live. It took 4 s.',
      status: 'success',
      timeout: 8000,
      links: [{ label: 'Open delivery', href: '/delivery' }],
    });

    signal();
    await Promise.resolve();
    expect(post).toHaveBeenCalledTimes(1);
  });

  it('reads nothing for entities that nobody follows', () => {
    const { api, follower, signal } = follow();
    follower.follow(ENTITY_REF, [operation()]);
    signal('component:default/other');
    follower.unfollow(ENTITY_REF);
    signal();
    follower.follow(ENTITY_REF, [done]);
    signal();
    expect(api.getDelivery).not.toHaveBeenCalled();
  });

  it('tries again at the next signal after a failed read', async () => {
    const { api, follower, post, signal } = follow();
    api.getDelivery.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    follower.follow(ENTITY_REF, [operation()]);
    signal();
    signal();
    await waitFor(() => expect(post).toHaveBeenCalledTimes(1));
  });

  it('stops listening', () => {
    const { signals, stop } = follow();
    expect(signals.subscriberCount(DELIVERY_SIGNAL_CHANNEL)).toBe(1);
    stop();
    expect(signals.subscriberCount(DELIVERY_SIGNAL_CHANNEL)).toBe(0);
  });
});
