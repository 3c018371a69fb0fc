import { UnifiedThemeOptions } from '@backstage/theme';
import { TokenTable } from './shopTokens';

/**
 * Parts of stock Material UI pages that have colours of their own or cannot be
 * read in a narrow window. A doubled `&` wins over styles of the same weight.
 */
export function createComponentThemes(
  tokens: TokenTable,
): UnifiedThemeOptions['components'] {
  const divider = tokens['--bui-border-1'];
  return {
    BackstageSidebarDivider: {
      styleOverrides: {
        root: {
          width: '100%',
          height: 1,
          margin: '10px 0',
          border: 'none',
          background: divider,
        },
      },
    },
    MuiBottomNavigation: {
      styleOverrides: {
        root: { '&&': { borderTop: `1px solid ${divider}` } },
      },
    },
    MuiBottomNavigationAction: {
      styleOverrides: {
        root: {
          '&&': {
            flexGrow: 1,
            minWidth: 0,
            margin: 0,
            padding: '6px 2px 8px',
          },
        },
        label: {
          '&&': {
            display: 'block',
            maxWidth: '100%',
            marginTop: 0,
            overflow: 'hidden',
            borderTop: 0,
            opacity: 1,
            fontSize: 12,
            textOverflow: 'ellipsis',
          },
        },
      },
    },
  };
}
