import { screen, within } from '@testing-library/react';
import { onlineManager } from '@tanstack/react-query';
import {
  application,
  delivery,
  lane,
  PROD,
  rollout,
} from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import { renderTab } from '../../__testUtils__/renderDelivery';

const SINCE = '2026-11-22T14:10:00Z';
describe('Argo CD applications in the tab', () => {
  fixClock();
  afterEach(() => onlineManager.setOnline(true));

  it('keeps the buttons of Rollouts while Argo CD is down', async () => {
    const argoCd = { name: 'main', kind: 'argocd' as const, since: SINCE };
    renderTab({
      delivery: delivery({
        stale: [argoCd],
        lanes: [
          lane(PROD, {
            rollouts: [rollout()],
            applications: [
              application({
                stale: argoCd,
                actions: [
                  {
                    action: 'sync',
                    possible: false,
                    refusal: { code: 'stale', kind: 'argocd', source: 'main' },
                  },
                ],
              }),
            ],
          }),
        ],
      }),
    });

    const strip = await screen.findByRole('region', {
      name: 'Argo CD application storefront-prod',
    });
    expect(strip).toHaveTextContent(/Argo CD has not answered since \d\d:10\./);
    expect(
      within(strip).getByRole('button', { name: 'Sync storefront-prod' }),
    ).toHaveAttribute('aria-disabled', 'true');
    expect(
      screen.getByRole('button', { name: 'Promote 9f31c02 in prod' }),
    ).not.toHaveAttribute('aria-disabled');
  });

  it('draws a lane for a component without a Rollout', async () => {
    renderTab({
      delivery: delivery({
        lanes: [
          lane(PROD, {
            applications: [
              application({
                sync: 'OutOfSync',
                health: 'Healthy',
                outOfSyncResources: [
                  { kind: 'Deployment', name: 'product', prune: false },
                ],
              }),
            ],
          }),
        ],
      }),
    });

    const prod = await screen.findByRole('region', {
      name: 'prod, production, out of sync: 1 resource',
    });
    expect(prod).toHaveTextContent(
      'This service has no Rollout. Argo CD deploys it directly; a release is live as soon as it is synced.',
    );
    expect(
      within(prod).getByRole('button', { name: 'Sync storefront-prod' }),
    ).toBeVisible();
  });

  it('shows the release and the pods of a Deployment', async () => {
    renderTab({
      delivery: delivery({
        lanes: [
          lane(PROD, {
            deployments: [
              {
                cluster: 'shop-prod',
                namespace: 'ecommerce',
                name: 'advertisements',
                tag: '77d0a12',
                images: [],
                replicas: { desired: 2, ready: 1, total: 2 },
              },
            ],
            applications: [application({ health: 'Progressing' })],
          }),
        ],
      }),
    });
    const section = await screen.findByTestId('lane-prod');
    expect(section).toHaveTextContent('advertisements77d0a12');
    expect(section).toHaveTextContent('1 of 2 pods ready');
    expect(section).toHaveTextContent('This service has no Rollout.');
    expect(section).toHaveTextContent('shop-prod / ecommerce');
    expect(
      screen.getByRole('list', { name: 'What runs where' }),
    ).toHaveTextContent('prod 77d0a12');
  });

  it.each([
    [{ sync: 'Synced' as const }, 'Synced to 4d2e1f0'],
    [{ health: 'Suspended' as const }, 'Waits for the promotion above'],
    [{ sync: 'Unknown' as const }, 'Unknown'],
    [
      {
        operation: { phase: 'Failed' as const, message: 'one or more failed' },
      },
      'Sync failed: one or more failed',
    ],
    [
      { operation: { phase: 'Running' as const } },
      'Syncing: waits for the promotion above',
    ],
    [
      {
        health: 'Progressing' as const,
        operation: {
          phase: 'Running' as const,
          startedAt: '2026-11-22T14:13:48Z',
        },
      },
      'Syncing since 12 s',
    ],
    [{ autoSync: true, selfHeal: true }, 'auto-sync on, puts changes back'],
    [{ autoSync: false }, 'auto-sync off'],
  ])('describes an application in words: %j', async (overrides, text) => {
    renderTab({
      delivery: delivery({
        lanes: [
          lane(PROD, {
            rollouts: [rollout()],
            applications: [application(overrides)],
          }),
        ],
      }),
    });
    const strip = await screen.findByRole('region', {
      name: 'Argo CD application storefront-prod',
    });
    expect(strip.textContent?.replace(' (opens in a new tab)', '')).toContain(
      text.replace('Synced to 4', 'Synced to4'),
    );
    expect(strip).not.toHaveTextContent(/OutOfSync|Suspended|Degraded/);
  });
});
