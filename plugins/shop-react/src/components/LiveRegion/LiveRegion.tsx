import {
  createContext,
  PropsWithChildren,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { AnnouncementQueue } from './AnnouncementQueue';

type Announce = (text: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/**
 * The one polite live region of a page. It is empty at load; what the parts
 * below announce within two seconds is said as one message.
 * @public
 */
export function LiveRegion(props: PropsWithChildren<{}>) {
  const [message, setMessage] = useState({ id: 0, text: '' });
  const queue = useRef<AnnouncementQueue>();

  useEffect(() => {
    const created = new AnnouncementQueue(text =>
      setMessage(last => ({ id: last.id + 1, text })),
    );
    queue.current = created;
    return () => created.dispose();
  }, []);

  const announce = useCallback<Announce>(text => queue.current?.push(text), []);

  return (
    <AnnounceContext.Provider value={announce}>
      {props.children}
      <VisuallyHidden role="status" aria-live="polite">
        {message.text && <span key={message.id}>{message.text}</span>}
      </VisuallyHidden>
    </AnnounceContext.Provider>
  );
}

/**
 * Says a text in the live region of the page. Does nothing outside of one.
 * @public
 */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
