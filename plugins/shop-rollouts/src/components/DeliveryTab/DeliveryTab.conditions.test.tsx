import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onlineManager } from '@tanstack/react-query';
import { ResponseError } from '@backstage/errors';
import { DELIVERY_SIGNAL_CHANNEL } from '@shop-portal/plugin-shop-rollouts-common';
import {
  application,
  delivery,
  DEV,
  ENTITY_REF,
  lane,
  NOW,
  operation,
  preview,
  PROD,
  prodDelivery,
  quietRollout,
  rollout,
  stack,
} from '../../__testUtils__/deliveries';
import { renderTab } from '../../__testUtils__/renderDelivery';

const SINCE = '2026-11-22T14:10:00Z';
const CLUSTER_DOWN = {
  name: 'shop-prod',
  kind: 'cluster' as const,
  since: SINCE,
};

async function responseError(status: number, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'Error', message },
        response: { statusCode: status },
      }),
      {
        status,
        statusText: 'Refused',
        headers: { 'content-type': 'application/json' },
      },
    ),
  );
}

describe('the other conditions of the tab', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW, advanceTimers: true });
  });

  afterEach(() => {
    cleanup();
    onlineManager.setOnline(true);
    jest.useRealTimers();
  });

  it('draws the configured environments at once, without buttons', async () => {
    renderTab({
      firstRead: () => new Promise(() => {}),
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
        shopRollouts: {
          environments: [
            { name: 'prod', order: 20 },
            { name: 'dev', order: 10 },
          ],
        },
      },
    });

    const lanes = await screen.findAllByRole('region', { name: /loading$/ });
    expect(lanes.map(each => each.getAttribute('aria-label'))).toEqual([
      'dev, loading',
      'prod, loading',
    ]);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('keeps the configured order, opens what needs a person, folds what is quiet', async () => {
    renderTab();

    const lanes = await screen.findAllByRole('region', { name: /^(dev|prod),/ });
    expect(lanes.map(each => each.getAttribute('aria-label'))).toEqual([
      'dev, live',
      'prod, production, waiting for promotion',
    ]);
    expect(
      within(lanes[0]).getByRole('button', { name: /^dev/ }),
    ).toHaveAttribute('aria-expanded', 'false');
    expect(
      within(lanes[1]).getByRole('button', { name: /^prod/ }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText(/^prod waits for a person\./)).toBeVisible();

    const strip = screen.getByRole('list', { name: 'What runs where' });
    expect(
      within(strip).getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['dev 9f31c02', 'prod 826a72c4']);
  });

  it('opens the lane that a link names and keeps a filter in the address', async () => {
    renderTab({ path: '/?env=dev' });
    expect(
      await screen.findByRole('button', { name: /^dev/ }),
    ).toHaveAttribute('aria-expanded', 'true');

    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    await user.click(screen.getByRole('button', { name: /Filter/ }));
    await user.click(await screen.findByRole('option', { name: 'Development' }));
    expect(screen.queryByRole('region', { name: /^prod,/ })).not.toBeInTheDocument();
  });

  it('draws the two stacks with what is live on the left', async () => {
    const promoted = operation({
      phase: 'done',
      requestedAt: '2026-11-19T14:14:00Z',
      to: { hash: 'hash-826a72c4', tag: '826a72c4' },
    });
    renderTab({
      delivery: prodDelivery(
        rollout({
          preview: preview({
            replicas: { desired: 2, ready: 1, total: 2 },
            pods: [
              {
                name: 'storefront-a',
                ready: false,
                status: 'CrashLoopBackOff',
                restarts: 4,
              },
            ],
          }),
        }),
        { recentOperations: [promoted] },
      ),
    });

    const [live, next] = await screen.findAllByRole('article');
    expect(within(live).getByRole('heading', { name: 'Live' })).toBeVisible();
    expect(live).toHaveTextContent('All live traffic');
    expect(live).toHaveTextContent('revision 6');
    expect(live).toHaveTextContent('2 of 2 pods ready');
    expect(live).toHaveTextContent('Promoted by Olga Petrova, 3 d ago');
    expect(within(next).getByRole('heading', { name: 'Preview' })).toBeVisible();
    expect(next).toHaveTextContent('No live traffic');
    expect(next).toHaveTextContent('1 of 2 pods ready · CrashLoopBackOff, 4 restarts');
    expect(
      within(next).getByRole('link', { name: 'CrashLoopBackOff, 4 restarts' }),
    ).toHaveAttribute('href', '/catalog/default/component/storefront/kubernetes');
    expect(
      within(next).getByRole('link', { name: /^Open preview/ }),
    ).toHaveAttribute('href', 'https://preview.shop.example');
  });

  it('says what the preview address serves when there is no preview', async () => {
    renderTab({
      delivery: prodDelivery(rollout({ state: 'promoting', preview: undefined })),
    });
    expect(
      await screen.findByText(
        'No preview now. The preview address serves the live version.',
      ),
    ).toBeVisible();
    expect(screen.getByText('Moving traffic')).toBeVisible();
  });

  it('says that only the configuration differs', async () => {
    const images = stack().images;
    renderTab({
      delivery: prodDelivery(
        rollout({ preview: preview({ tag: '826a72c4', hash: 'other', images }) }),
      ),
    });
    expect(await screen.findByText('same image, changed config')).toBeVisible();
  });

  it('lists pods and revisions', async () => {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    renderTab({ delivery: prodDelivery(rollout({ old: [stack({ role: 'old', tag: '11aa22b', hash: 'h3', revision: 5, pods: [] })] })) });

    await user.click(await screen.findByRole('button', { name: 'Pods (4)' }));
    const pods = await screen.findByRole('grid', { name: 'Pods' });
    expect(within(pods).getAllByRole('row')[2]).toHaveTextContent(
      'storefront-826a72c4-b826a72c4Ready1',
    );

    await user.click(screen.getByRole('button', { name: 'Revisions (3)' }));
    const revisions = await screen.findByRole('grid', { name: 'Revisions' });
    expect(
      within(revisions).getAllByRole('rowheader').map(cell => cell.textContent),
    ).toEqual(['826a72c4', '9f31c02', '11aa22b']);
  });

  it('explains a missing annotation with the lines to copy', async () => {
    renderTab({ delivery: delivery({ linked: false, lanes: [] }) });
    expect(
      await screen.findByText('This service is not linked to a Rollout yet.'),
    ).toBeVisible();
    expect(screen.getByText('Add this to catalog-info.yaml:')).toBeVisible();
    expect(
      screen.getByText(/backstage\.io\/kubernetes-id: storefront/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy lines' })).toBeVisible();
  });

  it('says what was looked for when nothing is found', async () => {
    renderTab({ delivery: delivery({ lanes: [lane(DEV), lane(PROD)] }) });
    expect(
      await screen.findByText(
        'No Rollout or application matches backstage.io/kubernetes-id=storefront in shop-dev, shop-prod.',
      ),
    ).toBeVisible();
    expect(screen.getByText(/^Last looked/)).toBeVisible();
  });

  it('shows a foreign workload and lets nobody drive it', async () => {
    const claim = `backstage.io/entity-ref: ${ENTITY_REF}`;
    renderTab({
      delivery: prodDelivery(
        rollout({
          claimed: false,
          actions: rollout().actions.map(({ action }) => ({
            action,
            possible: false,
            refusal: { code: 'no-claim', claim },
          })),
        }),
      ),
    });

    const promote = await screen.findByRole('button', {
      name: 'Promote 9f31c02 in prod',
    });
    expect(promote).toHaveAttribute('aria-disabled', 'true');
    expect(promote).toHaveAccessibleDescription(
      `Shown, but not to be driven from here. The Rollout does not name this service. Add the annotation ${claim} to it.`,
    );
    expect(screen.getAllByText(/not to be driven from here/)).toHaveLength(1);
  });

  it('keeps what a silent cluster last said, and acts on nothing there', async () => {
    renderTab({
      delivery: prodDelivery(
        rollout({
          stale: CLUSTER_DOWN,
          actions: rollout().actions.map(({ action }) => ({
            action,
            possible: false,
            refusal: { code: 'stale', kind: 'cluster', source: 'shop-prod' },
          })),
        }),
        { stale: [CLUSTER_DOWN] },
      ),
    });

    expect(
      await screen.findByText(
        /^Cluster shop-prod has not answered since \d\d:10 \(4 min\)\. This is what it last said\.$/,
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Promote 9f31c02 in prod' }),
    ).toHaveAccessibleDescription('Not while the cluster does not answer.');
  });

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

  it('stops offering actions 15 s after the browser went offline', async () => {
    const { api } = renderTab();
    const promote = await screen.findByRole('button', {
      name: 'Promote 9f31c02 in prod',
    });
    expect(screen.queryByText(/^Not live/)).not.toBeInTheDocument();

    act(() => onlineManager.setOnline(false));
    expect(await screen.findByText(/^Not live · last \d\d:14:\d\d$/)).toBeVisible();
    expect(promote).not.toHaveAttribute('aria-disabled');

    await act(() => jest.advanceTimersByTimeAsync(15_000));
    expect(promote).toHaveAttribute('aria-disabled', 'true');
    expect(promote).toHaveAccessibleDescription(/^Not live · last/);

    const before = api.getDelivery.mock.calls.length;
    act(() => onlineManager.setOnline(true));
    await waitFor(() =>
      expect(api.getDelivery.mock.calls.length).toBeGreaterThan(before),
    );
    await waitFor(() => expect(promote).not.toHaveAttribute('aria-disabled'));
  });

  it('notices that the signs of life stop', async () => {
    const { signals } = renderTab();
    await screen.findByRole('button', { name: 'Promote 9f31c02 in prod' });

    await act(() => jest.advanceTimersByTimeAsync(120_000));
    expect(screen.queryByText(/^Not live/)).not.toBeInTheDocument();

    act(() => signals.send(DELIVERY_SIGNAL_CHANNEL, { entityRefs: [] }));
    await act(() => jest.advanceTimersByTimeAsync(35_000));
    expect(screen.getByText(/^Not live · last/)).toBeVisible();

    act(() => signals.send(DELIVERY_SIGNAL_CHANNEL, { entityRefs: [] }));
    expect(screen.queryByText(/^Not live/)).not.toBeInTheDocument();
  });

  it('tells who owns what a person may not see', async () => {
    const error = await responseError(403, 'Not allowed');
    renderTab({ firstRead: () => Promise.reject(error) });
    expect(
      await screen.findByText(
        'You may not see deliveries of this service. Its owner is shop-team.',
      ),
    ).toBeVisible();
  });

  it('says that reading failed, and reads again when asked', async () => {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    const error = await responseError(500, 'The store is not ready.');
    renderTab({ firstRead: () => Promise.reject(error) });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not read deliveries.');
    expect(alert).toHaveTextContent('The store is not ready.');

    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: 'Promote 9f31c02 in prod' }),
    ).toBeVisible();
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

  it.each([
    [{ sync: 'Synced' as const }, 'Synced to 4d2e1f0'],
    [{ health: 'Suspended' as const }, 'Waits for the promotion above'],
    [{ sync: 'Unknown' as const }, 'Unknown'],
    [
      { operation: { phase: 'Failed' as const, message: 'one or more failed' } },
      'Sync failed: one or more failed',
    ],
    [{ operation: { phase: 'Running' as const } }, 'Syncing: waits for the promotion above'],
    [
      {
        health: 'Progressing' as const,
        operation: { phase: 'Running' as const, startedAt: '2026-11-22T14:13:48Z' },
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

  it('shows one block for each of several Rollouts', async () => {
    const second = quietRollout({
      target: { ...rollout().target, name: 'storefront-worker' },
    });
    const third = rollout({
      target: { ...rollout().target, name: 'storefront-cron' },
    });
    renderTab({
      delivery: delivery({
        lanes: [lane(PROD, { rollouts: [rollout(), second, third] })],
      }),
    });
    const prod = await screen.findByRole('region', {
      name: 'prod, production, 2 of 3 wait',
    });
    expect(
      within(prod).getAllByRole('button', { name: /^Promote 9f31c02/ }),
    ).toHaveLength(2);
    expect(
      within(prod).getByRole('heading', { name: 'storefront-worker' }),
    ).toBeVisible();
  });
});
