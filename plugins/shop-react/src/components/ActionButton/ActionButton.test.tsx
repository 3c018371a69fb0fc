import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { LiveRegion } from '../LiveRegion';
import { ActionButton } from './ActionButton';
import { ActionReason } from './ActionReason';

const REASON = 'Only operators promote in prod.';

describe('ActionButton', () => {
  it('acts on a press', async () => {
    const onPress = jest.fn();
    renderInTestApp(<ActionButton onPress={onPress}>Promote</ActionButton>);

    const button = await screen.findByRole('button', { name: 'Promote' });
    expect(button).not.toHaveAttribute('aria-disabled');
    await userEvent.click(button);
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it('keeps the focus while inactive and shows the reason as text', async () => {
    const onPress = jest.fn();
    renderInTestApp(
      <ActionButton onPress={onPress} reason={REASON}>
        Promote
      </ActionButton>,
    );

    const button = await screen.findByRole('button', { name: 'Promote' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toBeEnabled();
    expect(button).toHaveAccessibleDescription(REASON);
    expect(screen.getByText(REASON)).toBeVisible();

    await userEvent.tab();
    expect(button).toHaveFocus();
  });

  it.each(['click', 'Enter'])(
    'moves the focus to the reason and announces it on %s',
    async way => {
      const onPress = jest.fn();
      renderInTestApp(
        <LiveRegion>
          <ActionButton onPress={onPress} reason={REASON}>
            Promote
          </ActionButton>
        </LiveRegion>,
      );
      const button = await screen.findByRole('button', { name: 'Promote' });

      if (way === 'click') {
        await userEvent.click(button);
      } else {
        await userEvent.tab();
        await userEvent.keyboard('{Enter}');
      }

      expect(onPress).not.toHaveBeenCalled();
      expect(
        screen.getByText(REASON, { selector: 'p span' }).parentElement,
      ).toHaveFocus();
      expect(screen.getByRole('status')).toHaveTextContent(REASON);
    },
  );

  it('refers to a reason that several buttons share', async () => {
    renderInTestApp(
      <>
        <ActionButton onPress={jest.fn()} reason={REASON} reasonId="why">
          Promote
        </ActionButton>
        <ActionButton onPress={jest.fn()} reason={REASON} reasonId="why">
          Abort
        </ActionButton>
        <ActionReason id="why">{REASON}</ActionReason>
      </>,
    );

    for (const name of ['Promote', 'Abort']) {
      expect(
        await screen.findByRole('button', { name }),
      ).toHaveAccessibleDescription(REASON);
    }
    expect(screen.getAllByText(REASON)).toHaveLength(1);
  });
});
