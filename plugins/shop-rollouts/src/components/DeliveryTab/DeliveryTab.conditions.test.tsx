import { act, screen, waitFor, within } from '@testing-library/react';
import { onlineManager } from '@tanstack/react-query';
import { ResponseError } from '@backstage/errors';
import { DELIVERY_SIGNAL_CHANNEL } from '@shop-portal/plugin-shop-rollouts-common';
import {
  delivery,
  DEV,
  ENTITY_REF,
  lane,
  PROD,
  prodDelivery,
  rollout,
} from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import { user } from '../../__testUtils__/pressing';
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
  fixClock();
  afterEach(() => onlineManager.setOnline(true));

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

  it('says that it could not be drawn, and tries again', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    const good = prodDelivery(rollout());
    // As a backend that is newer than the browser might answer.
    const { changeSilently } = renderTab({
      delivery: { ...good, lanes: JSON.parse('[{}]') },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Delivery could not be drawn');
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(
      within(alert).getByRole('button', { name: 'Copy details' }),
    );
    expect(copied).toHaveBeenCalledWith(
      expect.stringMatching(/^TypeError: .*2026-11-22T/),
    );

    changeSilently(good);
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('lane-prod')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    jest.restoreAllMocks();
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

  it('stops offering actions 15 s after the browser went offline', async () => {
    const { api } = renderTab();
    const promote = await screen.findByRole('button', {
      name: 'Promote 9f31c02 in prod',
    });
    expect(screen.queryByText(/^Not live/)).not.toBeInTheDocument();

    act(() => onlineManager.setOnline(false));
    expect(
      await screen.findByText(/^Not live · last \d\d:14:\d\d$/),
    ).toBeVisible();
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
});
