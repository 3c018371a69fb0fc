import { RefCallback, useCallback, useRef } from 'react';

const FIELD = 'input, textarea';

/**
 * Gives an element, or the field in it, the focus when it first appears. For
 * dialogs, where the focus has to go somewhere and should go where it helps.
 * @public
 */
export function useInitialFocus(isWanted: boolean): RefCallback<HTMLElement> {
  const hadFocus = useRef(false);
  const wanted = useRef(isWanted);

  return useCallback(element => {
    if (element && wanted.current && !hadFocus.current) {
      hadFocus.current = true;
      (element.querySelector<HTMLElement>(FIELD) ?? element).focus();
    }
  }, []);
}
