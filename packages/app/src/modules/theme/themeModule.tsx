import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedTheme, UnifiedThemeProvider } from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { ReactNode } from 'react';
import './global.css';
import { shopDarkTheme, shopLightTheme } from './shopThemes';
import { darkTokens, lightTokens, TokenTable, tokensToCss } from './shopTokens';

function ShopThemeProvider(props: {
  variant: 'light' | 'dark';
  theme: UnifiedTheme;
  tokens: TokenTable;
  children: ReactNode;
}) {
  const { variant, theme, tokens, children } = props;
  return (
    <UnifiedThemeProvider theme={theme}>
      <style>
        {tokensToCss(`[data-theme-mode='${variant}']`, tokens)}
        {/* White on BUI's own dark red has 3.76:1. */}
        {`[data-theme-mode='${variant}'] { --bg-solid-danger: var(--bui-negative-bg); }`}
      </style>
      {children}
    </UnifiedThemeProvider>
  );
}

// The names are those of the app's own themes: these take their place.
const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine />,
      Provider: ({ children }) => (
        <ShopThemeProvider
          variant="light"
          theme={shopLightTheme}
          tokens={lightTokens}
        >
          {children}
        </ShopThemeProvider>
      ),
    },
  },
});

const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine />,
      Provider: ({ children }) => (
        <ShopThemeProvider
          variant="dark"
          theme={shopDarkTheme}
          tokens={darkTokens}
        >
          {children}
        </ShopThemeProvider>
      ),
    },
  },
});

/** Colours, light and dark, of BUI and of stock Material UI pages. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [lightTheme, darkTheme],
});
