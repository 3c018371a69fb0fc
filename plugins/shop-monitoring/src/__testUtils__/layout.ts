const WIDTH = 600;

/** Tells every observer at once that its element is in sight and this wide. */
class ObserverInSight {
  readonly #callback: (entries: object[]) => void;

  constructor(callback: (entries: object[]) => void) {
    this.#callback = callback;
  }

  observe() {
    this.#callback([
      { isIntersecting: true, contentRect: { width: WIDTH, height: 300 } },
    ]);
  }

  unobserve() {}

  disconnect() {}
}

/** jsdom lays nothing out: everything is in sight and equally wide. */
export function layOut() {
  Object.assign(window, {
    IntersectionObserver: ObserverInSight,
    ResizeObserver: ObserverInSight,
  });
}
