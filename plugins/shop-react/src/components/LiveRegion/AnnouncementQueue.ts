/** How long announcements are collected before they are said as one. */
const WINDOW_MS = 2000;

/**
 * Joins announcements so that a screen reader hears at most one message in
 * two seconds. The first message after a silence is said at once.
 */
export class AnnouncementQueue {
  readonly #say: (text: string) => void;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  push(text: string) {
    if (this.#timer === undefined) {
      this.#say(text);
      this.#timer = setTimeout(() => this.#flush(), WINDOW_MS);
      return;
    }
    if (!this.#waiting.includes(text)) {
      this.#waiting.push(text);
    }
  }

  dispose() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #flush() {
    this.#timer = undefined;
    const texts = this.#waiting;
    this.#waiting = [];
    if (texts.length > 0) {
      this.push(texts.join(' '));
    }
  }
}
