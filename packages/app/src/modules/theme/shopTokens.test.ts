import { darkTokens, lightTokens, TokenTable } from './shopTokens';

const BACKGROUNDS = [
  '--bui-bg-app',
  '--bui-bg-neutral-1',
  '--bui-bg-neutral-2',
  '--bui-bg-neutral-3',
  '--bui-bg-neutral-4',
] as const;

const TEXTS = [
  '--bui-fg-primary',
  '--bui-fg-secondary',
  '--bui-fg-positive',
  '--bui-fg-negative',
  '--bui-fg-warning',
  '--bui-fg-announcement',
  '--bui-fg-success',
  '--bui-fg-danger',
  '--bui-fg-info',
] as const;

const GRAPHICS = [
  '--bui-ring',
  '--bui-border-2',
  '--shop-chart-1',
  '--shop-chart-2',
  '--shop-chart-3',
  '--shop-chart-4',
  '--shop-chart-5',
] as const;

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map(start => {
    const channel = parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045
      ? channel / 12.92
      : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: TokenTable, one: string, other: string): number {
  const [darker, lighter] = [one, other]
    .map(name => luminance(tokens[name as keyof TokenTable]))
    .sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function pairsBelow(
  tokens: TokenTable,
  names: readonly string[],
  minimum: number,
): string[] {
  return names.flatMap(name =>
    BACKGROUNDS.filter(
      background => contrast(tokens, name, background) < minimum,
    ).map(background => `${name} on ${background}`),
  );
}

describe.each([
  ['light', lightTokens],
  ['dark', darkTokens],
])('%s theme', (_name, tokens) => {
  it('has text of at least 4.5:1 on every background', () => {
    expect(pairsBelow(tokens, TEXTS, 4.5)).toEqual([]);
  });

  it('has rings, borders of controls and charts of at least 3:1', () => {
    expect(pairsBelow(tokens, GRAPHICS, 3)).toEqual([]);
  });

  it.each(['--bui-accent-bg', '--bui-accent-bg-hover'])(
    'has readable text on %s',
    background => {
      expect(
        contrast(tokens, '--bui-accent-fg', background),
      ).toBeGreaterThanOrEqual(4.5);
    },
  );
});

it('names the same tokens in both themes', () => {
  expect(Object.keys(darkTokens).sort()).toEqual(
    Object.keys(lightTokens).sort(),
  );
});
