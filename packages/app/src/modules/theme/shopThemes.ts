import {
  createBaseThemeOptions,
  createUnifiedTheme,
  genPageTheme,
  palettes,
  shapes,
  UnifiedTheme,
} from '@backstage/theme';
import { createComponentThemes } from './componentThemes';
import { withNarrowLayout } from './narrowLayout';
import { darkTokens, lightTokens, TokenTable } from './shopTokens';

/** The theme of stock Material UI pages, from the same colours as BUI's. */
function createShopTheme(
  variant: 'light' | 'dark',
  tokens: TokenTable,
): UnifiedTheme {
  const surface = tokens['--bui-bg-neutral-1'];
  const text = tokens['--bui-fg-primary'];
  const accent = tokens['--bui-accent-bg'];
  const page = genPageTheme({
    colors: [surface, surface],
    shape: shapes.round,
    options: { fontColor: text },
  });
  const theme = createUnifiedTheme({
    ...createBaseThemeOptions({
      palette: {
        ...palettes[variant],
        primary: { main: accent, contrastText: tokens['--bui-accent-fg'] },
        secondary: { main: accent, contrastText: tokens['--bui-accent-fg'] },
        error: { main: tokens['--bui-fg-negative'] },
        warning: { main: tokens['--bui-fg-warning'] },
        success: { main: tokens['--bui-fg-positive'] },
        info: { main: tokens['--bui-fg-announcement'] },
        text: {
          primary: text,
          secondary: tokens['--bui-fg-secondary'],
          disabled: tokens['--bui-fg-disabled'],
        },
        textContrast: text,
        textSubtle: tokens['--bui-fg-secondary'],
        textVerySubtle: tokens['--bui-fg-disabled'],
        link: accent,
        linkHover: tokens['--bui-accent-bg-hover'],
        divider: tokens['--bui-border-1'],
        border: tokens['--bui-border-1'],
        background: { default: tokens['--bui-bg-app'], paper: surface },
        navigation: {
          background: surface,
          indicator: accent,
          color: tokens['--bui-fg-secondary'],
          selectedColor: text,
          navItem: { hoverBackground: tokens['--bui-bg-neutral-2'] },
          submenu: { background: surface },
        },
        status: {
          ...palettes[variant].status,
          ok: tokens['--bui-fg-positive'],
          warning: tokens['--bui-fg-warning'],
          error: tokens['--bui-fg-negative'],
          running: tokens['--bui-fg-announcement'],
          pending: tokens['--bui-fg-warning'],
          aborted: tokens['--bui-fg-secondary'],
        },
      },
    }),
    defaultPageTheme: 'home',
    pageTheme: { home: page, service: page, website: page, other: page },
    fontFamily: 'system-ui',
    components: createComponentThemes(tokens),
  });
  return withNarrowLayout(theme);
}

export const shopLightTheme = createShopTheme('light', lightTokens);
export const shopDarkTheme = createShopTheme('dark', darkTokens);
