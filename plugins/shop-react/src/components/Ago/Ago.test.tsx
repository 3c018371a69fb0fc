import { act, render, screen } from '@testing-library/react';
import { Settings } from 'luxon';
import { Ago } from './Ago';

const NOW = new Date('2026-11-22T05:14:06Z');

describe('Ago', () => {
  const { defaultZone } = Settings;

  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
    Settings.defaultZone = 'Asia/Seoul';
  });

  afterEach(() => {
    jest.useRealTimers();
    Settings.defaultZone = defaultZone;
  });

  it('ticks each minute and keeps the absolute time with its zone', () => {
    render(<Ago since="2026-11-22T05:02:06Z" />);

    const time = screen.getByText('12 min');
    expect(time).toHaveAttribute('dateTime', '2026-11-22T05:02:06Z');
    expect(time).toHaveAttribute(
      'title',
      'Sun 22 Nov 2026, 14:02:06 (Asia/Seoul, UTC+9)',
    );

    act(() => {
      jest.advanceTimersByTime(60_000);
    });
    expect(screen.getByText('13 min')).toBe(time);
  });

  it.each([
    ['2026-11-22T05:14:03Z', 'just now'],
    ['2026-11-22T05:02:06Z', '12 min ago'],
    ['2026-11-01T05:02:06Z', 'on 1 Nov 2026'],
  ])('fits into a sentence: %s', (since, text) => {
    render(<Ago since={since} inSentence />);
    expect(screen.getByText(text)).toBeInTheDocument();
  });

  it('shows what it got where that is no time', () => {
    render(<Ago since="soon" />);
    expect(screen.getByText('unknown')).toHaveAttribute('title', 'soon');
  });
});
