import { act, render, screen } from '@testing-library/react';
import { LiveRegion, useAnnounce } from './LiveRegion';

let announce: (text: string) => void = () => {};

function Speaker() {
  announce = useAnnounce();
  return null;
}

describe('LiveRegion', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('is empty at load, speaks at once, then joins what comes in 2 s', () => {
    render(
      <LiveRegion>
        <Speaker />
      </LiveRegion>,
    );
    const region = screen.getByRole('status');
    expect(region).toHaveAttribute('aria-live', 'polite');
    expect(region).toBeEmptyDOMElement();

    act(() => announce('Accepted.'));
    expect(region).toHaveTextContent('Accepted.');

    act(() => {
      announce('Taken.');
      announce('prod: 9f31c02 is live.');
      announce('Taken.');
    });
    expect(region).toHaveTextContent('Accepted.');

    act(() => {
      jest.advanceTimersByTime(2000);
    });
    expect(region).toHaveTextContent('Taken. prod: 9f31c02 is live.');
  });

  it('says nothing outside of a region', () => {
    render(<Speaker />);
    act(() => announce('Lost.'));
    expect(screen.queryByText('Lost.')).not.toBeInTheDocument();
  });
});
