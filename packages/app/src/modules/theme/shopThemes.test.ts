import { shopDarkTheme, shopLightTheme } from './shopThemes';
import { darkTokens, lightTokens } from './shopTokens';

describe.each([
  ['light', shopLightTheme, lightTokens],
  ['dark', shopDarkTheme, darkTokens],
])('%s theme of Material UI pages', (_name, theme, tokens) => {
  it('is narrow below the same width as BUI', () => {
    const v4 = theme.getTheme('v4');
    expect(v4?.breakpoints.down('xs')).toContain('max-width:767.95px');
    expect(v4?.breakpoints.up('md')).toContain('min-width:960px');
  });

  it('has its colours from the tokens', () => {
    expect(theme.getTheme('v4')?.palette).toMatchObject({
      background: { default: tokens['--bui-bg-app'] },
      text: { primary: tokens['--bui-fg-primary'] },
      primary: { main: tokens['--bui-accent-bg'] },
    });
  });
});
