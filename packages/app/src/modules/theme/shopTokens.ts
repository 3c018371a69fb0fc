/** Values of CSS custom properties for one theme. */
export type TokenTable = Record<`--${string}`, string>;

/** A colour that BUI still reads under a deprecated name too. */
function both(value: string, ...names: `--${string}`[]): TokenTable {
  return Object.fromEntries(names.map(name => [name, value]));
}

/**
 * The portal's colours where they differ from BUI's own. Each pair was chosen
 * by its contrast, which `shopTokens.test.ts` asserts.
 */
export const lightTokens: TokenTable = {
  '--bui-bg-app': '#f4f6f7',
  '--bui-bg-neutral-1': '#ffffff',
  '--bui-bg-neutral-2': '#f2f4f6',
  '--bui-bg-neutral-3': '#ffffff',
  '--bui-bg-neutral-4': '#f2f4f6',
  '--bui-fg-primary': '#14191d',
  '--bui-fg-secondary': '#545d66',
  '--bui-fg-disabled': '#656e77',
  '--bui-border-1': '#dfe3e6',
  '--bui-border-2': '#76808a',
  '--bui-ring': '#0b5f66',
  ...both('#0b5f66', '--bui-accent-bg', '--bui-bg-solid'),
  ...both(
    '#084a50',
    '--bui-accent-bg-hover',
    '--bui-bg-solid-hover',
    '--bui-bg-solid-pressed',
  ),
  ...both('#ffffff', '--bui-accent-fg', '--bui-fg-solid'),
  ...both('#0c632b', '--bui-fg-positive', '--bui-fg-success'),
  ...both('#991919', '--bui-fg-negative', '--bui-fg-danger'),
  '--bui-fg-warning': '#aa4d00',
  ...both('#173da6', '--bui-fg-announcement', '--bui-fg-info'),
  '--shop-chart-1': '#0b5f66',
  '--shop-chart-2': '#8a4fb0',
  '--shop-chart-3': '#b3541e',
  '--shop-chart-4': '#3b6fb6',
  '--shop-chart-5': '#6b747d',
};

/** The dark counterpart of {@link lightTokens}, with the same names. */
export const darkTokens: TokenTable = {
  '--bui-bg-app': '#14181c',
  '--bui-bg-neutral-1': '#1c2227',
  '--bui-bg-neutral-2': '#262d33',
  '--bui-bg-neutral-3': '#313940',
  '--bui-bg-neutral-4': '#3c454d',
  '--bui-fg-primary': '#f2f4f5',
  '--bui-fg-secondary': '#aeb7bf',
  '--bui-fg-disabled': '#9aa3ac',
  '--bui-border-1': '#37404a',
  '--bui-border-2': '#8d98a3',
  '--bui-ring': '#6fd3d8',
  ...both('#6fd3d8', '--bui-accent-bg', '--bui-bg-solid'),
  ...both(
    '#8fe0e4',
    '--bui-accent-bg-hover',
    '--bui-bg-solid-hover',
    '--bui-bg-solid-pressed',
  ),
  ...both('#06282b', '--bui-accent-fg', '--bui-fg-solid'),
  ...both('#8ddeaa', '--bui-fg-positive', '--bui-fg-success'),
  ...both('#fca5a5', '--bui-fg-negative', '--bui-fg-danger'),
  '--bui-fg-warning': '#f2ab4a',
  ...both('#70b8ff', '--bui-fg-announcement', '--bui-fg-info'),
  '--shop-chart-1': '#6fd3d8',
  '--shop-chart-2': '#c79be0',
  '--shop-chart-3': '#e8a177',
  '--shop-chart-4': '#8fb6ea',
  '--shop-chart-5': '#aeb7bf',
};

/** One CSS rule that sets all tokens below the elements that match. */
export function tokensToCss(selector: string, tokens: TokenTable): string {
  const declarations = Object.entries(tokens)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
  return `${selector} { ${declarations} }`;
}
