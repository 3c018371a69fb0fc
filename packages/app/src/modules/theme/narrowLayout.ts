import createBreakpoints from '@material-ui/core/styles/createBreakpoints';
import { UnifiedTheme } from '@backstage/theme';

/** The sidebar becomes a bar at the bottom below this width, as in BUI. */
const NARROW_BELOW = 768;

/** Lets Material UI pages turn narrow at the same width as BUI's. */
export function withNarrowLayout(theme: UnifiedTheme): UnifiedTheme {
  const wide = theme.getTheme('v4');
  const v4 =
    wide &&
    Object.assign({}, wide, {
      breakpoints: createBreakpoints({
        values: { ...wide.breakpoints.values, sm: NARROW_BELOW },
      }),
    });
  return {
    getTheme: version => (version === 'v4' ? v4 : theme.getTheme(version)),
  };
}
