import { UnifiedThemeOptions } from '@backstage/theme';
import { TokenTable } from './shopTokens';

/**
 * Parts of stock Material UI pages that have no name, or cannot be read in a
 * narrow window. A doubled `&` wins over styles of the same weight.
 */
export function createComponentThemes(
  tokens: TokenTable,
): UnifiedThemeOptions['components'] {
  return {
    MuiCircularProgress: { defaultProps: { 'aria-label': 'Loading' } },
    MuiLinearProgress: { defaultProps: { 'aria-label': 'Loading' } },
    MuiBottomNavigation: {
      styleOverrides: {
        root: { '&&': { borderTop: `1px solid ${tokens['--bui-border-1']}` } },
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
