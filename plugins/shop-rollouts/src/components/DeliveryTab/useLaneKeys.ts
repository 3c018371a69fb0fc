import { RefObject, useEffect } from 'react';

const LANE = '[data-lane]';
const HEADER_BUTTON = 'h2 button';
const PRIMARY_ACTION = '[data-primary-action]';

function isTyping(target: EventTarget | null): boolean {
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
): void {
  const { isOn, onHelp } = options;

  useEffect(() => {
    const element = root.current;
    if (!element || !isOn) {
      return undefined;
    }

    const moveBy = (step: number) => {
      const lanes = [...element.querySelectorAll(LANE)];
      const current = document.activeElement?.closest(LANE);
      const index = current ? lanes.indexOf(current) + step : 0;
      lanes[index]?.querySelector<HTMLElement>(HEADER_BUTTON)?.focus();
    };
    const focusPrimary = () => {
      const lane =
        document.activeElement?.closest(LANE) ?? element.querySelector(LANE);
      lane?.querySelector<HTMLElement>(PRIMARY_ACTION)?.focus();
    };
    const keys: Record<string, () => void> = {
      j: () => moveBy(1),
      k: () => moveBy(-1),
      p: focusPrimary,
      '?': onHelp,
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
      const action = keys[event.key];
      if (action && !hasModifier && !isTyping(event.target)) {
        event.preventDefault();
        action();
      }
    };

    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  }, [isOn, onHelp, root]);
}
