import { RefObject, useEffect, useState } from 'react';

/** The width of an element in whole pixels, 0 before it is laid out. */
export function useWidth(ref: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(entries =>
      setWidth(Math.floor(entries[0].contentRect.width)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
