import { RefObject, useEffect, useState } from 'react';

const MARGIN = '300px';

/** Whether an element is, or ever was, near the part of the page in sight. */
export function useIsNear(ref: RefObject<Element>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isNear) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, isNear]);
  return isNear;
}
