import { ErrorRequestHandler, Router } from 'express';
import { countRequests, RequestCounter } from '../http/requestCounter';
import { LocalServer, serveLocally } from '../http/serveLocally';
import { UpstreamFaults } from './UpstreamFaults';

export interface UpstreamOptions {
  /** Its name in the counts of requests. */
  name: string;
  port: number;
  counter: RequestCounter;
  faults: UpstreamFaults;
  onError: (error: unknown) => void;
}

/** Serves one stand-in on its own port, to this machine only. */
export async function startUpstream(
  options: UpstreamOptions & {
    router: Router;
  },
): Promise<LocalServer> {
  const { name, port, counter, router, faults, onError } = options;
  const answerErrors: ErrorRequestHandler = (error, _req, response, _next) => {
    // A body that cannot be read carries its status.
    const status = Number(error.status) || 500;
    if (status >= 500) {
      onError(error);
    }
    response.status(status).json({ message: String(error.message) });
  };
  return serveLocally(port, [
    countRequests(counter, name),
    faults.handler(),
    router,
    answerErrors,
  ]);
}
