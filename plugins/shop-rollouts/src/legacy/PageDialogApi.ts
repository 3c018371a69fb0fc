import { ComponentType, createElement, ReactElement } from 'react';
import { DialogApi, DialogApiDialog } from '@backstage/frontend-plugin-api';

type Content<TResult> =
  | ReactElement
  | ComponentType<{ dialog: DialogApiDialog<TResult> }>;

function toElement<TResult>(
  content: Content<TResult>,
  dialog: DialogApiDialog<TResult>,
): ReactElement {
  return typeof content === 'function'
    ? createElement(content, { dialog })
    : content;
}

/**
 * Dialogs for portals on the old frontend system, which have no place for
 * them: they are drawn wherever a `LegacyFrame` stands.
 */
export class PageDialogApi implements DialogApi {
  #dialogs: readonly { id: number; element: ReactElement }[] = [];
  #nextId = 1;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getDialogs = () => this.#dialogs;

  open<TResult = void>(content: Content<TResult>): DialogApiDialog<TResult> {
    const id = this.#nextId++;
    let resolve: (result: TResult) => void;
    const result = new Promise<TResult>(onResult => {
      resolve = onResult;
    });
    const dialog: DialogApiDialog<TResult> = {
      close: (...[value]: [TResult?]) => {
        this.#set(this.#dialogs.filter(open => open.id !== id));
        // Without a value only where the type of the result allows it.
        resolve(value as TResult);
      },
      update: next => {
        this.#set(
          this.#dialogs.map(open =>
            open.id === id ? { id, element: toElement(next, dialog) } : open,
          ),
        );
      },
      result: () => result,
    };
    this.#set([...this.#dialogs, { id, element: toElement(content, dialog) }]);
    return dialog;
  }

  show<TResult = void>(content: Content<TResult>): DialogApiDialog<TResult> {
    return this.open(content);
  }

  showModal<TResult = void>(
    content: Content<TResult>,
  ): DialogApiDialog<TResult> {
    return this.open(content);
  }

  #set(dialogs: readonly { id: number; element: ReactElement }[]) {
    this.#dialogs = dialogs;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
