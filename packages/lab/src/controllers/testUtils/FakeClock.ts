/** Time stands still until a test moves it; what is due at once goes on. */
export class FakeClock {
  private constructor() {}

  static install(): FakeClock {
    jest.useFakeTimers({
      // Timestamps have whole seconds.
      now: Math.floor(Date.now() / 1_000) * 1_000,
      doNotFake: [
        'setImmediate',
        'clearImmediate',
        'nextTick',
        'queueMicrotask',
      ],
    });
    return new FakeClock();
  }

  now(): number {
    return Date.now();
  }

  advance(millis: number): void {
    jest.advanceTimersByTime(millis);
  }
}
