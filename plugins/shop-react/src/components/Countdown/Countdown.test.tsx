import { act, render, screen } from '@testing-library/react';
import { LiveRegion } from '../LiveRegion';
import { Countdown } from './Countdown';

const NOW = new Date('2026-11-22T14:02:00Z');

describe('Countdown', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('ticks each second, and is said only at its start and at one minute', () => {
    // A countdown that is there at load is not said.
    const { rerender } = render(<LiveRegion>{null}</LiveRegion>);
    rerender(
      <LiveRegion>
        <Countdown deadline="2026-11-22T14:03:10Z" label="Until live" />
      </LiveRegion>,
    );

    const timer = screen.getByRole('timer', { name: 'Until live' });
    const region = screen.getByRole('status');
    expect(timer).toHaveTextContent('1:10');
    expect(region).toHaveTextContent('Until live: 1:10');

    act(() => {
      jest.advanceTimersByTime(5000);
    });
    expect(timer).toHaveTextContent('1:05');
    expect(region).toHaveTextContent('Until live: 1:10');

    act(() => {
      jest.advanceTimersByTime(5000);
    });
    expect(timer).toHaveTextContent('1:00');
    expect(region).toHaveTextContent('Until live: 1:00');

    act(() => {
      jest.advanceTimersByTime(120_000);
    });
    expect(timer).toHaveTextContent('0:00');
  });
});
