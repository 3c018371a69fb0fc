import { act, screen, waitFor, within } from '@testing-library/react';
import { RolloutView } from '@shop-portal/plugin-shop-rollouts-common';
import { AnswerLostError, StateChangedError } from '../../api';
import {
  delivery,
  DEV,
  ENTITY_REF,
  HISTORY,
  lane,
  NOW,
  offers,
  OLGA,
  operation,
  preview,
  prodDelivery,
  rollout,
} from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import { confirm, press, user } from '../../__testUtils__/pressing';
import { renderTab } from '../../__testUtils__/renderDelivery';

const PROMOTE = 'Promote 9f31c02 in prod';
const TITLE = /^Promote 9f31c02 to live in prod\? Production$/;

function withOperation(
  view: RolloutView,
  overrides: Parameters<typeof operation>[0],
) {
  const current = operation(overrides);
  return prodDelivery(
    { ...view, operation: current },
    { version: current.steps.length.toString(), recentOperations: [current] },
  );
}

describe('a promotion', () => {
  fixClock();

  it('says what the release brings, as far as Git has told', async () => {
    renderTab({ delivery: delivery({ history: HISTORY }) });
    await press(PROMOTE);
    const dialog = await screen.findByRole('dialog', { name: TITLE });
    expect(dialog).toHaveTextContent(
      'New9f31c022 commits by Dana KimFix checkout rounding',
    );
  });

  it('asks before a promotion in prod and sends what the person saw', async () => {
    const { api, change } = renderTab();
    await press(PROMOTE);

    const dialog = await screen.findByRole('dialog', { name: TITLE });
    expect(dialog).toHaveTextContent('Live now826a72c4');
    expect(dialog).toHaveTextContent('New9f31c02');
    expect(dialog).toHaveTextContent(
      'Live traffic moves to 9f31c02 in a few seconds. 826a72c4 keeps running for 10 min, so you can go back at once.',
    );
    const checks = within(dialog).getByRole('table', { name: 'Checks' });
    const rows = within(checks).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(
      /Preview ready.*2 of 2 pods.*all.*Kubernetes/,
    );
    expect(rows[2]).toHaveTextContent(
      /Git and cluster agree.*4d2e1f0.*same.*Argo CD/,
    );

    const confirmButton = within(dialog).getByRole('button', {
      name: 'Promote 9f31c02',
    });
    expect(confirmButton).toHaveFocus();
    // The second half of a double click on the trigger.
    await user.click(confirmButton);
    expect(api.actOnRollout).not.toHaveBeenCalled();

    await confirm('Promote 9f31c02');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.actOnRollout.mock.calls).toEqual([
      [
        rollout().target,
        {
          entityRef: ENTITY_REF,
          action: 'promote',
          seen: rollout().seen,
          reason: undefined,
        },
      ],
    ]);

    const steps = [
      { phase: 'accepted' as const, at: '2026-11-22T14:14:01Z' },
      { phase: 'nudged' as const, at: '2026-11-22T14:14:03Z' },
      { phase: 'taken' as const, at: '2026-11-22T14:14:04Z' },
      { phase: 'done' as const, at: '2026-11-22T14:14:05Z' },
    ];
    const requestedAt = '2026-11-22T14:14:01Z';
    await change(
      withOperation(rollout(), {
        steps: steps.slice(0, 2),
        phase: 'nudged',
        requestedAt,
      }),
    );
    const progress = await screen.findByRole('list', {
      name: 'Promoted by Olga Petrova',
    });
    expect(
      within(progress)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/^Accepted\d\d:14:01$/),
      expect.stringMatching(/^Nudged once\d\d:14:03$/),
      'Taken by the controller',
      'Live',
    ]);
    expect(
      screen.getAllByText(/The controller did not react. Nudged it once at/)[0],
    ).toBeVisible();

    await change(
      withOperation(
        rollout({
          state: 'go-back-window',
          deadline: '2026-11-22T14:24:05Z',
          live: preview({ role: 'live' }),
          preview: undefined,
          actions: offers(),
        }),
        { steps, phase: 'done', requestedAt },
      ),
    );
    expect(
      (
        await screen.findAllByText(
          /^9f31c02 is live\. It took 4 s\. 826a72c4 runs until \d\d:24:05\.$/,
        )
      )[0],
    ).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(4000));
    expect(screen.getByText(/prod: 9f31c02 is live/)).toBeInTheDocument();
    // The pressed button is gone: the focus is at the lane, not lost.
    expect(
      screen.getByRole('heading', { level: 2, name: /^prod/ }),
    ).toHaveFocus();
  });

  it('sends a double press in dev only once, without a question', async () => {
    const { api } = renderTab({
      delivery: delivery({ lanes: [lane(DEV, { rollouts: [rollout()] })] }),
    });
    const promote = await screen.findByRole('button', {
      name: 'Promote 9f31c02 in dev',
    });
    await user.dblClick(promote);
    await waitFor(() => expect(api.actOnRollout).toHaveBeenCalledTimes(1));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says who was faster, as information', async () => {
    const { api } = renderTab();
    api.actOnRollout.mockRejectedValue(
      new StateChangedError({
        error: { name: 'StateChangedError', message: 'changed' },
        by: {
          requestedBy: OLGA,
          requestedAt: new Date(NOW.getTime() - 1000).toISOString(),
          action: 'promote',
        },
        current: rollout({ state: 'promoting' }),
      }),
    );
    await press(PROMOTE);
    await confirm('Promote 9f31c02');

    const line = await screen.findAllByText(
      /^Olga Petrova promoted 9f31c02 at \d\d:1[34]:\d\d, .* before you\. Nothing was done twice\.$/,
    );
    expect(line[0]).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('promotes nothing newer than what the person looked at', async () => {
    const { api, changeSilently } = renderTab();
    const newer = rollout({
      preview: preview({ tag: '1b7d9aa' }),
      seen: { ...rollout().seen, podHash: 'hash-1b7d9aa', generation: 8 },
    });
    api.actOnRollout.mockImplementation(async () => {
      changeSilently(prodDelivery(newer));
      throw new StateChangedError({
        error: { name: 'StateChangedError', message: 'changed' },
        current: newer,
      });
    });
    await press(PROMOTE);
    await confirm('Promote 9f31c02');

    expect(
      (
        await screen.findAllByText(
          'Not promoted. You looked at 9f31c02; prod now waits with 1b7d9aa. Look at the new preview first.',
        )
      )[0],
    ).toBeVisible();
    await press('Show 1b7d9aa');
    expect(
      screen.getByRole('button', { name: 'Copy tag 1b7d9aa' }),
    ).toHaveFocus();
  });

  it('never aims an open dialog at something newer', async () => {
    const { api, change } = renderTab();
    await press(PROMOTE);
    const dialog = await screen.findByRole('dialog', { name: TITLE });

    await change(
      prodDelivery(
        rollout({
          preview: preview({ tag: '1b7d9aa' }),
          seen: { ...rollout().seen, podHash: 'hash-1b7d9aa', generation: 8 },
        }),
      ),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Changed while you were reading: 1b7d9aa arrived.',
    );
    await confirm('Show the new state');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.actOnRollout).not.toHaveBeenCalled();
  });

  it('looks up what became of a request whose answer was lost', async () => {
    const { api, changeSilently } = renderTab();
    api.actOnRollout.mockImplementation(async () => {
      changeSilently(withOperation(rollout(), { id: 'mine' }));
      throw new AnswerLostError('lost');
    });
    await press(PROMOTE);
    await confirm('Promote 9f31c02');

    expect(
      await screen.findByRole('list', { name: /^Promoted by/ }),
    ).toBeVisible();
    expect(screen.queryByText(/did not arrive/)).not.toBeInTheDocument();
  });

  it('says that a lost request did not arrive', async () => {
    const { api } = renderTab();
    api.actOnRollout.mockRejectedValue(new AnswerLostError('lost'));
    await press(PROMOTE);
    await confirm('Promote 9f31c02');
    expect(
      (await screen.findAllByText(/^It did not arrive\./))[0],
    ).toBeVisible();
  });

  it('says not to press again while the backend stays away', async () => {
    const { api } = renderTab();
    await screen.findByRole('button', { name: PROMOTE });
    api.actOnRollout.mockRejectedValue(new AnswerLostError('lost'));
    api.getDelivery.mockRejectedValue(new TypeError('Failed to fetch'));
    await press(PROMOTE);
    await confirm('Promote 9f31c02');

    expect(
      (
        await screen.findAllByText(
          'We do not know yet whether it arrived. Checking…',
        )
      )[0],
    ).toBeInTheDocument();
    await act(() => jest.advanceTimersByTimeAsync(17_000));
    expect(
      await screen.findByText(/^Still not connected\. Do not press again/),
    ).toBeVisible();
  });
});
