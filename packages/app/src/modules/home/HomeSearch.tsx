import { SearchField } from '@backstage/ui';
import { FormEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';

/** The search field of Home; `/` brings the keyboard to it. */
export function HomeSearch() {
  const [text, setText] = useState('');
  const field = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();

  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      const isShortcut =
        event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isShortcut || isTyping(event.target)) {
        return;
      }
      event.preventDefault();
      field.current?.querySelector('input')?.focus();
    };
    window.addEventListener('keydown', focusOnSlash);
    return () => window.removeEventListener('keydown', focusOnSlash);
  }, []);

  const search = (event: FormEvent) => {
    event.preventDefault();
    navigate(`/search?query=${encodeURIComponent(text)}`);
  };

  return (
    <form role="search" onSubmit={search}>
      <SearchField
        ref={field}
        aria-label="Search services, people, docs"
        placeholder="Search services, people, docs"
        value={text}
        onChange={setText}
      />
    </form>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
