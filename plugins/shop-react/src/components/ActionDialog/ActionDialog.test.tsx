import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ActionDialog, ActionDialogProps } from './ActionDialog';

const OPENED_AT = new Date('2026-11-22T14:02:00Z').getTime();

async function openDialog(props: Partial<ActionDialogProps> = {}) {
  const onConfirm = jest.fn();
  const onClose = jest.fn();
  renderInTestApp(
    <ActionDialog
      title="Promote 9f31c02 to live in prod?"
      confirmLabel="Promote 9f31c02"
      onConfirm={onConfirm}
      onClose={onClose}
      {...props}
    >
      {props.children ?? 'Live traffic moves to 9f31c02.'}
    </ActionDialog>,
  );
  await screen.findByRole('dialog', {
    name: 'Promote 9f31c02 to live in prod?',
  });
  return { onConfirm, onClose };
}

describe('ActionDialog', () => {
  let now: jest.SpyInstance<number, []>;

  beforeEach(() => {
    now = jest.spyOn(Date, 'now').mockReturnValue(OPENED_AT);
  });

  afterEach(() => now.mockRestore());

  it('focuses the confirm button, or Cancel where it would hurt', async () => {
    await openDialog();
    expect(
      screen.getByRole('button', { name: 'Promote 9f31c02' }),
    ).toHaveFocus();
  });

  it('focuses Cancel of a destructive action', async () => {
    await openDialog({ isDestructive: true, cancelLabel: 'Keep it' });
    expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus();
  });

  it('leaves the focus to a required field', async () => {
    await openDialog({
      initialFocus: 'body',
      // The field is the first thing that the person has to fill.
      children: <textarea aria-label="Reason" ref={field => field?.focus()} />,
    });
    expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveFocus();
  });

  it('ignores a press in its first 400 ms', async () => {
    const { onConfirm } = await openDialog();
    const confirm = screen.getByRole('button', { name: 'Promote 9f31c02' });

    now.mockReturnValue(OPENED_AT + 399);
    await userEvent.click(confirm);
    expect(onConfirm).not.toHaveBeenCalled();

    now.mockReturnValue(OPENED_AT + 400);
    await userEvent.click(confirm);
    expect(onConfirm).toHaveBeenCalledTimes(1);
  });

  it('ignores presses and keeps the focus while pending', async () => {
    const { onConfirm } = await openDialog({ isPending: true });
    now.mockReturnValue(OPENED_AT + 1000);
    await userEvent.click(
      screen.getByRole('button', { name: /Promote 9f31c02/ }),
    );
    expect(onConfirm).not.toHaveBeenCalled();
  });

  it.each([
    [
      'Cancel',
      () => userEvent.click(screen.getByRole('button', { name: 'Cancel' })),
    ],
    [
      'the close button',
      () => userEvent.click(screen.getByRole('button', { name: 'Close' })),
    ],
    ['Escape', () => userEvent.keyboard('{Escape}')],
  ])('closes by %s', async (_, close) => {
    const { onClose, onConfirm } = await openDialog();
    await close();
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(onConfirm).not.toHaveBeenCalled();
  });

  it('does nothing on a click outside', async () => {
    const { onClose } = await openDialog();
    await userEvent.click(document.body);
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });
});
