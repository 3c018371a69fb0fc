import { render, screen, within } from '@testing-library/react';
import { ActionProgress } from './ActionProgress';

describe('ActionProgress', () => {
  it('lists the steps in order, with time, and marks the current one', () => {
    render(
      <ActionProgress
        label="Promotion of 9f31c02"
        steps={[
          {
            id: 'accepted',
            state: 'done',
            label: 'Accepted',
            at: { iso: '2026-11-22T14:02:06Z', text: '14:02:06' },
          },
          { id: 'taken', state: 'now', label: 'Taken by the controller' },
          { id: 'live', state: 'next', label: 'Live' },
        ]}
      />,
    );

    const list = screen.getByRole('list', { name: 'Promotion of 9f31c02' });
    const items = within(list).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      'Accepted14:02:06',
      'Taken by the controller',
      'Live',
    ]);
    expect(within(items[0]).getByText('14:02:06')).toHaveAttribute(
      'dateTime',
      '2026-11-22T14:02:06Z',
    );
    expect(items[1]).toHaveAttribute('aria-current', 'step');
    expect(items[2]).not.toHaveAttribute('aria-current');
  });
});
