/** At most one call for each name lies ahead, the soonest asked for. */
export class DelayedCalls {
  private readonly timers = new Map<
    string,
    { due: number; timer: NodeJS.Timeout }
  >();

  constructor(private readonly call: (name: string) => void) {}

  schedule(name: string, afterMillis: number): void {
    const due = Date.now() + afterMillis;
    const ahead = this.timers.get(name);
    if (ahead && ahead.due <= due) {
      return;
    }
    clearTimeout(ahead?.timer);
    const timer = setTimeout(() => {
      this.timers.delete(name);
      this.call(name);
    }, afterMillis);
    this.timers.set(name, { due, timer });
  }

  cancelAll(): void {
    for (const { timer } of this.timers.values()) {
      clearTimeout(timer);
    }
    this.timers.clear();
  }
}
