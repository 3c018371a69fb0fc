import { act, screen, waitFor, within } from '@testing-library/react';
import { ResponseError } from '@backstage/errors';
import {
  application,
  delivery,
  ENTITY_REF,
  lane,
  NOW,
  offers,
  PROD,
  prodDelivery,
  rollout,
} from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import { confirm, press, user } from '../../__testUtils__/pressing';
import { renderTab } from '../../__testUtils__/renderDelivery';

const PROMOTE = 'Promote 9f31c02 in prod';

describe('the other actions', () => {
  fixClock();

  it('passes on why the cluster refused', async () => {
    const { api } = renderTab();
    const message =
      'The cluster refused it: the portal may not patch rollouts in shop-prod. Ask a platform engineer.';
    api.actOnRollout.mockRejectedValue(
      await ResponseError.fromResponse(
        new Response(
          JSON.stringify({
            error: { name: 'NotAllowedError', message },
            response: { statusCode: 403 },
          }),
          { status: 403, headers: { 'content-type': 'application/json' } },
        ),
      ),
    );
    await press(PROMOTE);
    await confirm('Promote 9f31c02');
    expect((await screen.findAllByText(message))[0]).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy details' })).toBeVisible();
  });

  it('keeps buttons that another role has, and leads to the reason', async () => {
    const reason = 'Only operators promote in prod. Ask #shop-ops.';
    const { api } = renderTab({
      delivery: prodDelivery(
        rollout({
          actions: rollout().actions.map(({ action }) => ({
            action,
            possible: false,
            refusal: {
              code: 'no-permission',
              scope: 'production',
              environment: 'prod',
              who: ['#shop-ops'],
            },
          })),
        }),
      ),
    });
    const promote = await screen.findByRole('button', { name: PROMOTE });
    expect(promote).toHaveAttribute('aria-disabled', 'true');
    expect(promote).toHaveAccessibleDescription(reason);

    promote.focus();
    await user.keyboard('{Enter}');
    expect(screen.getAllByText(reason)[0].parentElement).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent(reason);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.actOnRollout).not.toHaveBeenCalled();
  });

  it('explains in the menu what is not possible now', async () => {
    renderTab();
    await press('More actions in prod');
    const section = await screen.findByRole('group', {
      name: 'Not possible now',
    });
    await user.click(within(section).getByRole('menuitem', { name: 'Retry…' }));
    await act(() => jest.advanceTimersByTimeAsync(200));

    const reason = screen.getByText('Retry: nothing was aborted.', {
      selector: 'p span',
    });
    expect(reason.parentElement).toHaveFocus();
  });

  it('wants a reason before waits and checks are skipped', async () => {
    const { api } = renderTab();
    await press('More actions in prod');
    await user.click(
      await screen.findByRole('menuitem', { name: 'Promote fully…' }),
    );

    const dialog = await screen.findByRole('dialog', {
      name: /^Skip all waits and checks for 9f31c02\?/,
    });
    const reason = within(dialog).getByRole('textbox', { name: /Reason/ });
    expect(reason).toHaveFocus();
    await confirm('Promote fully');
    expect(await within(dialog).findByText('Write a reason.')).toBeVisible();
    expect(api.actOnRollout).not.toHaveBeenCalled();

    await user.type(reason, 'Hotfix for checkout');
    await confirm('Promote fully');
    await waitFor(() =>
      expect(api.actOnRollout).toHaveBeenCalledWith(
        rollout().target,
        expect.objectContaining({
          action: 'promote-full',
          reason: 'Hotfix for checkout',
        }),
      ),
    );
  });

  it('focuses the way out before an abort', async () => {
    const { api } = renderTab();
    await press('Abort in prod');
    const dialog = await screen.findByRole('dialog', {
      name: /^Abort 9f31c02 in prod\?/,
    });
    expect(
      within(dialog).getByRole('button', { name: 'Keep it' }),
    ).toHaveFocus();
    expect(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
    ).toBeVisible();
    await confirm('Abort release');
    await waitFor(() => expect(api.actOnRollout).toHaveBeenCalledTimes(1));
  });

  it('warns that a retry on controller 1.9 goes live at once', async () => {
    renderTab({
      delivery: prodDelivery(
        rollout({
          state: 'aborted',
          controllerVersion: 'v1.9.2',
          retryGoesLiveUntil: new Date(NOW.getTime() + 22_000).toISOString(),
          actions: offers('retry'),
        }),
      ),
    });
    await press('Retry… in prod');
    const dialog = await screen.findByRole('dialog', {
      name: /^Retry 9f31c02 in prod\?/,
    });
    expect(dialog).toHaveTextContent(
      /This cluster runs Argo Rollouts 1\.9\. If you retry before \d\d:14:22, 9f31c02 goes live without waiting for you\. Wait 2\d s/,
    );
    expect(
      within(dialog).getByRole('button', { name: 'Retry and go live' }),
    ).toBeVisible();

    await act(() => jest.advanceTimersByTimeAsync(23_000));
    expect(within(dialog).getByRole('button', { name: 'Retry' })).toBeVisible();
  });

  it('asks before a sync in prod, and not before a refresh', async () => {
    const { api } = renderTab({
      delivery: delivery({
        lanes: [
          lane(PROD, {
            rollouts: [rollout()],
            applications: [
              application({
                sync: 'OutOfSync',
                outOfSyncResources: [
                  { kind: 'Rollout', name: 'storefront', prune: false },
                  { kind: 'ConfigMap', name: 'old', prune: true },
                ],
              }),
            ],
          }),
        ],
      }),
    });
    await press('Refresh storefront-prod');
    await waitFor(() =>
      expect(api.actOnApplication).toHaveBeenCalledWith(application().target, {
        entityRef: ENTITY_REF,
        action: 'refresh',
      }),
    );

    await press('Sync storefront-prod');
    const dialog = await screen.findByRole('dialog', {
      name: /^Sync storefront-prod to 4d2e1f0\?/,
    });
    expect(dialog).toHaveTextContent('Rollout storefront');
    expect(dialog).toHaveTextContent(
      'Prune is off. No longer in Git, and stays: ConfigMap old.',
    );
    await confirm('Sync 1 change');
    await waitFor(() =>
      expect(api.actOnApplication).toHaveBeenLastCalledWith(
        application().target,
        { entityRef: ENTITY_REF, action: 'sync' },
      ),
    );
  });

  it('reads again for the first signal and for its own, and misses none', async () => {
    const { api, signals, change } = renderTab();
    await screen.findByRole('button', { name: PROMOTE });
    expect(api.getDelivery).toHaveBeenCalledTimes(1);

    // What happened before signals came is read with the first one.
    const hearOfAnother = () =>
      act(async () => {
        signals.send('shop-rollouts:delivery', {
          entityRefs: ['component:default/other'],
        });
        await jest.advanceTimersByTimeAsync(600_000);
      });
    await hearOfAnother();
    expect(api.getDelivery).toHaveBeenCalledTimes(2);
    await hearOfAnother();
    expect(api.getDelivery).toHaveBeenCalledTimes(2);

    await change(
      prodDelivery(rollout({ state: 'promoting', actions: offers('abort') })),
    );
    expect(
      await screen.findByText('Moving live traffic to 9f31c02.'),
    ).toBeVisible();
    expect(api.getDelivery).toHaveBeenCalledTimes(3);
  });
});
