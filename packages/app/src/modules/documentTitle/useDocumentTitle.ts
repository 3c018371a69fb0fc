import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';

/**
 * Writes the title of the document, what differs most first, and holds it.
 *
 * @remarks
 * Stock pages write titles too, in another order, and the library they use keeps
 * titles of pages that were given up while they loaded.
 */
export function useDocumentTitle(...parts: string[]): void {
  const appTitle = useApi(configApiRef).getString('app.title');
  const title = [...parts, appTitle].join(' · ');

  useEffect(() => {
    const hold = () => {
      if (document.title !== title) {
        document.title = title;
      }
    };
    const observer = new MutationObserver(hold);
    observer.observe(document.head, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    hold();
    return () => observer.disconnect();
  }, [title]);
}
