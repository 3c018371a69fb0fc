import { useCallback, useState } from 'react';
import { useAnnounce } from '../components/LiveRegion';

/**
 * Copies a text to the clipboard and says so.
 * @public
 */
export function useCopy(text: string, announcement: string) {
  const announce = useAnnounce();
  const [isCopied, setIsCopied] = useState(false);

  const copy = useCallback(async () => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
      announce(announcement);
    } catch {
      // Without permission or a secure page there is no clipboard; the text
      // stays on the screen and can be selected.
      setIsCopied(false);
    }
  }, [announce, announcement, text]);

  return { copy, isCopied };
}
