import { useEffect, useState } from 'react';

const THEME_ATTRIBUTES = ['data-theme-mode', 'data-theme-name'];

/** Counts the changes of the theme, so that a canvas is drawn again. */
export function useThemeVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() =>
      setVersion(current => current + 1),
    );
    for (const element of [document.documentElement, document.body]) {
      observer.observe(element, {
        attributes: true,
        attributeFilter: THEME_ATTRIBUTES,
      });
    }
    return () => observer.disconnect();
  }, []);
  return version;
}
