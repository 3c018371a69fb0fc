import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  delivery,
  DEV,
  lane,
  operation,
  PROD,
  quietRollout,
} from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import {
  renderWithBackend,
  storefront,
} from '../../__testUtils__/renderDelivery';
import { DeliveryOverviewCard } from './DeliveryOverviewCard';

const card = (
  <EntityProvider entity={storefront}>
    <DeliveryOverviewCard />
  </EntityProvider>
);

describe('DeliveryOverviewCard', () => {
  fixClock();

  it('says what waits, and leads there', async () => {
    renderWithBackend(card);
    expect(
      await screen.findByText(
        'prod: 9f31c02 waits for promotion since 12 min; 826a72c4 is live. dev: 9f31c02 is live.',
      ),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Review' })).toHaveAttribute(
      'href',
      '/catalog/default/component/storefront/delivery?env=prod#prod',
    );
  });

  it('has no button when nothing waits', async () => {
    renderWithBackend(card, {
      delivery: delivery({
        lanes: [
          lane(DEV, { rollouts: [quietRollout()] }),
          lane(PROD, { rollouts: [quietRollout()] }),
        ],
        recentOperations: [
          operation({ phase: 'done', requestedAt: '2026-11-19T14:14:00Z' }),
        ],
      }),
    });
    expect(
      await screen.findByText(
        'dev and prod run 9f31c02. Last change 3 d ago by Olga Petrova.',
      ),
    ).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('leads to the tab when it cannot read', async () => {
    renderWithBackend(card, {
      firstRead: () => Promise.reject(new TypeError('Failed to fetch')),
    });
    expect(
      await screen.findByText('Delivery does not answer. Open the tab.'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open Delivery' })).toHaveAttribute(
      'href',
      '/catalog/default/component/storefront/delivery',
    );
  });
});
