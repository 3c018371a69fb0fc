import { MouseEvent } from 'react';

/**
 * Moves focus past the sidebar. Stock pages give their content no id, so the
 * landmark itself is made focusable for this once.
 */
export function focusMainContent(event: MouseEvent): void {
  event.preventDefault();
  const target = document.querySelector<HTMLElement>('main, h1');
  if (target) {
    target.tabIndex = -1;
    target.focus();
  }
}
