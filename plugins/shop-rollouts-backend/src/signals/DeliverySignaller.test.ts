import { mockServices } from '@backstage/backend-test-utils';
import { DeliverySignaller } from './DeliverySignaller';

describe('DeliverySignaller', () => {
  const publish = jest.fn(async (_signal: unknown) => {});
  let signaller: DeliverySignaller;

  function published() {
    return publish.mock.calls.map(([signal]) => signal);
  }

  function signalOf(entityRefs: string[]) {
    return {
      recipients: { type: 'broadcast' },
      channel: 'shop-rollouts:delivery',
      message: { entityRefs },
    };
  }

  beforeEach(() => {
    jest.useFakeTimers();
    publish.mockClear();
    signaller = DeliverySignaller.create({
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
  });

  afterEach(() => {
    signaller.stop();
    jest.useRealTimers();
  });

  it('joins what changes within a moment into one signal', () => {
    signaller.changed(['component:default/storefront']);
    signaller.changed([
      'component:default/discounts',
      'component:default/storefront',
    ]);
    jest.advanceTimersByTime(50);

    expect(published()).toEqual([
      signalOf(['component:default/discounts', 'component:default/storefront']),
    ]);
  });

  it('tells once that a cluster ceased to answer', () => {
    signaller.sourcesChanged();
    jest.advanceTimersByTime(50);
    signaller.changed(['component:default/storefront']);
    jest.advanceTimersByTime(50);

    expect(published()).toEqual([
      { ...signalOf([]), message: { entityRefs: [], sources: true } },
      signalOf(['component:default/storefront']),
    ]);
  });

  it('shows a sign of life every ten seconds, until it is stopped', () => {
    jest.advanceTimersByTime(20_000);
    expect(published()).toEqual([signalOf([]), signalOf([])]);

    signaller.stop();
    jest.advanceTimersByTime(20_000);
    expect(published()).toHaveLength(2);
  });
});
