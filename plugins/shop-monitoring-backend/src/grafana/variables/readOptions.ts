import { ClassicVariable } from '../definition/classic';
import { AUTO_INTERVAL } from './Variable';

export interface Option {
  value: string;
  text: string;
}

/** `a, b`, `Text : a` and `a\,b`, as custom variables have them. */
export function readCustomOptions(variable: ClassicVariable): Option[] {
  const stored = (variable.options ?? []).flatMap(({ value, text }) =>
    [value].flat().map(item => ({ value: item, text: [text].flat().join() })),
  );
  if (typeof variable.query !== 'string' || variable.query === '') {
    return stored;
  }
  return (variable.query.match(/(?:\\,|[^,])+/g) ?? []).map(part => {
    const plain = part.replace(/\\,/g, ',').trim();
    const [, text, value] = /^(.+?)\s:\s(.+)$/.exec(plain) ?? [
      undefined,
      plain,
      plain,
    ];
    return { text, value };
  });
}

/** Durations separated by commas, and `auto`. */
export function readIntervalOptions(variable: ClassicVariable): Option[] {
  const text = typeof variable.query === 'string' ? variable.query : '';
  return text
    .split(',')
    .map(part => part.trim().replace(/^"(.*)"$/, '$1'))
    .flatMap(part => {
      if (part === 'auto' || part.startsWith('$__auto')) {
        return { text: 'auto', value: AUTO_INTERVAL };
      }
      return /^\d+(ms|[smhdwy])$/.test(part) ? { text: part, value: part } : [];
    });
}

/** Grafana's orders: by text or number, up or down, also without case. */
export function sortOptions(options: Option[], sort: number): Option[] {
  const collator = new Intl.Collator('en', {
    numeric: [3, 4, 7, 8].includes(sort),
    sensitivity: [5, 6].includes(sort) ? 'base' : 'variant',
  });
  const sorted = [...options];
  if (sort > 0) {
    sorted.sort((a, b) => collator.compare(a.text, b.text));
  }
  return sort > 0 && sort % 2 === 0 ? sorted.reverse() : sorted;
}
