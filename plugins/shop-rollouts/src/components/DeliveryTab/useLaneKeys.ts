import { KeyboardEvent, RefObject } from 'react';

const LANE = '[data-lane]';
const HEADER_BUTTON = 'h2 button';
const PRIMARY_ACTION = '[data-primary-action]';

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

export interface LaneKeysOptions {
  isOn: boolean;
  onHelp: () => void;
}

/**
 * Single keys while the focus is inside the tab: `j` and `k` go from lane to
 * lane, `p` goes to the primary button and never presses it, `?` helps.
 */
export function useLaneKeys(
  root: RefObject<HTMLElement>,
  options: LaneKeysOptions,
): (event: KeyboardEvent) => void {
  const moveBy = (step: number) => {
    const lanes = [...(root.current?.querySelectorAll(LANE) ?? [])];
    const current = document.activeElement?.closest(LANE);
    const index = current ? lanes.indexOf(current) + step : 0;
    lanes[index]?.querySelector<HTMLElement>(HEADER_BUTTON)?.focus();
  };

  const focusPrimary = () => {
    const lane =
      document.activeElement?.closest(LANE) ?? root.current?.querySelector(LANE);
    lane?.querySelector<HTMLElement>(PRIMARY_ACTION)?.focus();
  };

  const keys: Record<string, () => void> = {
    j: () => moveBy(1),
    k: () => moveBy(-1),
    p: focusPrimary,
    '?': options.onHelp,
  };

  return event => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (!options.isOn || hasModifier || isTyping(event.target)) {
      return;
    }
    const action = keys[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  };
}
