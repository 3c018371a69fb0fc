import { ago, NOW } from '../__testUtils__/objects';
import {
  agoInSentence,
  durationInSentence,
  formatAge,
  formatClockTime,
  formatCountdown,
  formatDuration,
  formatPerson,
  formatShortTime,
} from './format';

const utc = { timeZone: 'UTC' };

describe('formatAge', () => {
  it.each([
    [0, 'just now'],
    [9, 'just now'],
    [-30, 'just now'],
    [10, '10 s'],
    [40, '40 s'],
    [59, '59 s'],
    [60, '1 min'],
    [12 * 60 + 59, '12 min'],
    [3600, '1 h'],
    [3 * 3600 + 3599, '3 h'],
    [86400, '1 d'],
    [13 * 86400, '13 d'],
    [14 * 86400, '8 Nov 2026'],
  ])('after %d s: %s', (seconds, text) => {
    expect(formatAge(ago(seconds), NOW, utc)).toBe(text);
  });

  it('does not fail on what is not a time', () => {
    expect(formatAge('soon', NOW)).toBe('unknown');
  });

  it('reads well inside sentences', () => {
    expect(agoInSentence(ago(1), NOW)).toBe('just now');
    expect(agoInSentence(ago(259200), NOW)).toBe('3 d ago');
    expect(agoInSentence(ago(14 * 86400), NOW, utc)).toBe('on 8 Nov 2026');
    expect(durationInSentence(ago(1), NOW)).toBe('for a few seconds');
    expect(durationInSentence(ago(120), NOW)).toBe('for 2 min');
    expect(durationInSentence(ago(14 * 86400), NOW, utc)).toBe(
      'since 8 Nov 2026',
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [4, '4 s'],
    [80, '1 min 20 s'],
    [520, '8 min 40 s'],
    [600, '10 min'],
    [3600, '1 h'],
    [3661, '1 h 1 min'],
    [3605, '1 h'],
    [90000, '1 d 1 h'],
  ])('%d s: %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatCountdown', () => {
  it.each([
    [42, '0:42'],
    [520, '8:40'],
    [3723, '1:02:03'],
    [0, '0:00'],
    [-10, '0:00'],
  ])('%d s left: %s', (seconds, text) => {
    expect(formatCountdown(ago(-seconds), NOW)).toBe(text);
  });
});

describe('times of day', () => {
  it('are on a 24 h clock in the zone that was asked for', () => {
    expect(formatClockTime('2026-11-22T00:12:03Z', utc)).toBe('00:12:03');
    expect(
      formatShortTime('2026-11-22T14:02:06Z', { timeZone: 'Asia/Seoul' }),
    ).toBe('23:02');
    expect(formatShortTime('soon')).toBe('an unknown time');
  });
});

describe('formatPerson', () => {
  it.each([
    ['user:default/olga.petrova', 'Olga Petrova'],
    ['user:default/piet-maas', 'Piet Maas'],
    ['guest', 'Guest'],
  ])('%s → %s', (ref, name) => {
    expect(formatPerson(ref)).toBe(name);
  });
});
