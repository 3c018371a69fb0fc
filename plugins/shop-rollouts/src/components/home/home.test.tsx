import { act, screen, within } from '@testing-library/react';
import {
  DELIVERY_SIGNAL_CHANNEL,
  DeliverySummary,
} from '@shop-portal/plugin-shop-rollouts-common';
import { DEV, operation, PROD } from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import { user } from '../../__testUtils__/pressing';
import { renderWithBackend } from '../../__testUtils__/renderDelivery';
import { RecentChanges, Sources, WaitingForYou, YourServices } from '.';

function summary(
  name: string,
  lane: Partial<DeliverySummary['lanes'][number]>,
): DeliverySummary {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    sentence: `prod: ${name}.`,
    lanes: [
      {
        environment: PROD,
        state: 'waiting',
        liveTag: '826a72c4',
        nextTag: '9f31c02',
        since: '2026-11-22T14:02:00Z',
        mayAct: true,
        ...lane,
      },
    ],
  };
}

describe('the cards of Home', () => {
  fixClock();

  it('lists what waits for this person, production and oldest first', async () => {
    const { api } = renderWithBackend(<WaitingForYou />, {
      summaries: [
        summary('reviews', { environment: DEV, since: '2026-11-22T13:00:00Z' }),
        summary('discounts', { since: '2026-11-22T14:11:00Z' }),
        summary('storefront', {}),
        summary('web', { mayAct: false, whoMayAct: ['operators'] }),
        summary('quiet', { state: 'live' }),
      ],
    });

    const card = await screen.findByRole('region', { name: 'Waiting for you' });
    const list = await within(card).findByRole('grid', {
      name: 'Waiting for you',
    });
    expect(api.getSummaries).toHaveBeenCalledWith('waiting', expect.anything());
    expect(card).toHaveTextContent('3 · oldest 1 h');
    const rows = within(list).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'storefront · prod9f31c02 is ready, 826a72c4 is live12 minReview',
      'discounts · prod9f31c02 is ready, 826a72c4 is live3 minReview',
      'reviews · dev9f31c02 is ready, 826a72c4 is live1 hReview',
    ]);
    expect(rows[0]).toHaveAttribute(
      'data-href',
      '/catalog/default/component/storefront/delivery?env=prod#prod',
    );
    expect(card).not.toHaveTextContent(/promote/i);

    await user.click(
      within(card).getByRole('button', { name: /Waiting for someone else/ }),
    );
    expect(
      within(card).getByRole('grid', { name: 'Waiting for someone else' }),
    ).toHaveTextContent(
      'web · prod9f31c02 is ready, 826a72c4 is liveoperators12 minReview',
    );
  });

  it('says that something may be missing while a cluster does not answer', async () => {
    const { api, signals } = renderWithBackend(<WaitingForYou />, {
      summaries: [summary('storefront', {})],
      sources: [
        {
          kind: 'cluster',
          name: 'shop-prod',
          answering: false,
          since: '2026-11-22T14:02:00Z',
        },
        { kind: 'cluster', name: 'shop-dev', answering: true },
      ],
    });
    const card = await screen.findByRole('region', { name: 'Waiting for you' });
    expect(
      await within(card).findByText(
        /^Cluster shop-prod has not answered since \d\d:\d\d\. What waits there may be missing\.$/,
      ),
    ).toBeVisible();
    expect(within(card).getByText('storefront · prod')).toBeVisible();
    expect(card).not.toHaveTextContent('shop-dev');

    api.getSummaries.mockResolvedValue({ items: [], sources: [] });
    act(() =>
      signals.send(DELIVERY_SIGNAL_CHANNEL, { entityRefs: [], sources: true }),
    );
    expect(
      await within(card).findByText('Nothing waits for you.'),
    ).toBeVisible();
    expect(card).not.toHaveTextContent('may be missing');
  });

  it('tells which clusters and Argo CD answer', async () => {
    renderWithBackend(<Sources />, {
      sources: [
        { kind: 'cluster', name: 'shop-dev', answering: true },
        {
          kind: 'cluster',
          name: 'shop-prod',
          answering: false,
          since: '2026-11-22T14:02:00Z',
        },
        { kind: 'argocd', name: 'main', answering: false },
      ],
    });
    const list = await screen.findByRole('list', { name: 'Sources' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Cluster shop-devLive',
      expect.stringMatching(/^Cluster shop-prodStale since \d\d:\d\d$/),
      'Argo CD mainStale',
    ]);
  });

  it('says what happened last when nothing waits', async () => {
    renderWithBackend(<WaitingForYou />, {
      summaries: [],
      operations: [
        operation({ phase: 'refused', id: 'refused' }),
        operation({ phase: 'done', requestedAt: '2026-11-22T12:14:00Z' }),
      ],
    });
    expect(await screen.findByText('Nothing waits for you.')).toBeVisible();
    expect(await screen.findByText(/^Last:/)).toHaveTextContent(
      'Last: Olga Petrova promoted 9f31c02 in prod, 2 h ago.',
    );
  });

  it('shows a viewer one line instead of an empty box', async () => {
    renderWithBackend(<WaitingForYou />, {
      summaries: [],
      homeRole: 'viewer',
    });
    expect(
      await screen.findByText(
        'Nothing here waits for you. You can look at everything.',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'Waiting for you' }),
    ).not.toBeInTheDocument();
  });

  it('says that it could not read, and reads again', async () => {
    const { api } = renderWithBackend(<WaitingForYou />, {
      summariesError: new TypeError('Failed to fetch'),
      homeRole: 'developer',
    });
    expect(
      await screen.findByText(
        'Could not read what waits. Your services are below.',
      ),
    ).toBeVisible();
    api.getSummaries.mockResolvedValue({
      items: [summary('storefront', {})],
      sources: [],
    });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('storefront · prod')).toBeVisible();
  });

  it('lists the services of the person', async () => {
    const storefront = summary('storefront', {});
    renderWithBackend(<YourServices />, {
      summaries: [
        {
          ...storefront,
          lanes: [
            {
              environment: DEV,
              state: 'live',
              liveTag: '9f31c02',
              mayAct: false,
            },
            ...storefront.lanes,
          ],
        },
      ],
    });
    const list = await screen.findByRole('grid', { name: 'Your services' });
    expect(within(list).getByRole('row')).toHaveTextContent(
      'storefrontdevLive9f31c02prodWaiting for promotion826a72c4',
    );
  });

  it('says that a person owns nothing', async () => {
    renderWithBackend(<YourServices />, { summaries: [] });
    expect(
      await screen.findByText(
        'You own no service that is delivered from here.',
      ),
    ).toBeVisible();
  });

  it('lists who did what, and no refused attempt as done', async () => {
    renderWithBackend(<RecentChanges />, {
      operations: [
        operation({ id: 'refused', phase: 'refused' }),
        operation({ phase: 'done' }),
      ],
    });
    const list = await screen.findByRole('list', { name: 'Recent changes' });
    expect(within(list).getByRole('listitem')).toHaveTextContent(
      'storefront · Olga Petrova promoted 9f31c02 in prod, 11 min ago',
    );
    expect(
      within(list).getByRole('link', { name: 'storefront' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/storefront/delivery#prod',
    );
  });
});
