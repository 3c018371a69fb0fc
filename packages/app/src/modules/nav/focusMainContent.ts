import { MouseEvent } from 'react';

/**
 * Moves focus past the sidebar. Not every stock page has a landmark and none
 * has an id, so what comes first, landmark or heading, is made focusable.
 */
export function focusMainContent(event: MouseEvent): void {
  event.preventDefault();
  const target = document.querySelector<HTMLElement>('main, h1');
  if (target) {
    target.tabIndex = -1;
    target.focus();
  }
}
