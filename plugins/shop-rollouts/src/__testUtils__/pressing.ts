import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** A person, in tests that fix the clock. */
export const user = userEvent.setup({
  advanceTimers: jest.advanceTimersByTime,
});

export async function press(name: string | RegExp) {
  await user.click(await screen.findByRole('button', { name }));
}

/** The confirm button ignores presses in its first 400 ms. */
export async function confirm(name: string | RegExp) {
  const dialog = await screen.findByRole('dialog');
  await act(() => jest.advanceTimersByTimeAsync(400));
  await user.click(within(dialog).getByRole('button', { name }));
}
