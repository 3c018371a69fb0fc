import { act, screen, waitFor } from '@testing-library/react';
import { fixClock } from '../../__testUtils__/fixClock';
import { user } from '../../__testUtils__/pressing';
import { renderTab } from '../../__testUtils__/renderDelivery';

describe('the Delivery tab by keyboard alone', () => {
  fixClock();

  it('goes through the parts of a lane in reading order', async () => {
    renderTab();
    await screen.findByRole('button', { name: 'Promote 9f31c02 in prod' });

    const visited: string[] = [];
    for (;;) {
      await user.tab();
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) {
        break;
      }
      // Browsers skip folded panels; the test environment does not.
      if (!activeElement.closest('[hidden]')) {
        visited.push(
          activeElement.getAttribute('aria-label') ??
            activeElement.textContent ??
            '',
        );
      }
    }
    expect(visited).toEqual([
      expect.stringMatching(/Filter|All environments/),
      expect.stringMatching(/^dev/),
      expect.stringMatching(/^prod/),
      'Copy tag 826a72c4',
      'Copy tag 9f31c02',
      expect.stringMatching(/^Open preview/),
      'Promote 9f31c02 in prod',
      'Abort in prod',
      'More actions in prod',
      expect.stringMatching(/^Pods/),
      expect.stringMatching(/^Revisions/),
      expect.stringMatching(/^storefront-prod/),
      expect.stringMatching(/^4d2e1f0/),
      'Sync storefront-prod',
      'Refresh storefront-prod',
    ]);
  });

  it('promotes with j, p and Enter', async () => {
    const { api } = renderTab();
    await screen.findByRole('button', { name: 'Promote 9f31c02 in prod' });

    await user.tab();
    await user.keyboard('j');
    expect(screen.getByRole('button', { name: /^dev/ })).toHaveFocus();
    await user.keyboard('j');
    expect(screen.getByRole('button', { name: /^prod/ })).toHaveFocus();
    await user.keyboard('k');
    expect(screen.getByRole('button', { name: /^dev/ })).toHaveFocus();

    await user.keyboard('jp');
    expect(
      screen.getByRole('button', { name: 'Promote 9f31c02 in prod' }),
    ).toHaveFocus();
    expect(api.actOnRollout).not.toHaveBeenCalled();

    await user.keyboard('{Enter}');
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Promote 9f31c02 in prod' }),
      ).toHaveFocus(),
    );

    await user.keyboard('{Enter}');
    await screen.findByRole('dialog');
    await act(() => jest.advanceTimersByTimeAsync(400));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(api.actOnRollout).toHaveBeenCalledTimes(1));
  });

  it('lists the shortcuts and lets them be turned off', async () => {
    renderTab();
    await screen.findByRole('button', { name: 'Promote 9f31c02 in prod' });
    await user.tab();
    await user.keyboard('?');

    expect(
      await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }),
    ).toHaveTextContent('Next environment');
    await user.click(
      screen.getByRole('switch', { name: 'Use shortcuts of a single key' }),
    );
    await user.click(screen.getByRole('button', { name: 'Close shortcuts' }));

    const dev = screen.getByRole('button', { name: /^dev/ });
    act(() => dev.focus());
    await user.keyboard('j');
    expect(dev).toHaveFocus();
  });
});
