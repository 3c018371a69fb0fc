import { RequestHandler } from 'express';

/**
 * Counts what the portal asks of each upstream, so that a test can say "fifty
 * page views, no upstream call".
 */
export class RequestCounter {
  private readonly counts = new Map<string, number>();

  count(upstream: string, request: string): void {
    const key = `${upstream} ${request}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** Number of requests by `<upstream> <METHOD> <path>[ watch]`. */
  snapshot(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  reset(): void {
    this.counts.clear();
  }
}

/** Counts every request of one upstream. */
export function countRequests(
  counter: RequestCounter,
  upstream: string,
): RequestHandler {
  return (request, _response, next) => {
    const watch = request.query.watch === undefined ? '' : ' watch';
    counter.count(upstream, `${request.method} ${request.path}${watch}`);
    next();
  };
}
