import { render, screen } from '@testing-library/react';
import { RiPauseCircleLine } from '@remixicon/react';
import { StatusLabel } from './StatusLabel';

describe('StatusLabel', () => {
  it('says the status in words and hides the icon', () => {
    const { container } = render(
      <StatusLabel tone="announcement" icon={<RiPauseCircleLine />}>
        Waiting for promotion
      </StatusLabel>,
    );

    expect(screen.getByText('Waiting for promotion')).toBeVisible();
    expect(container.querySelector('svg')?.parentElement).toHaveAttribute(
      'aria-hidden',
      'true',
    );
  });
});
