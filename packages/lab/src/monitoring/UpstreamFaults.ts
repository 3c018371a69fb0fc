import { RequestHandler } from 'express';
import { setTimeout as delay } from 'node:timers/promises';

export const UPSTREAM_FAULTS = [
  'down',
  'slow',
  '401',
  '403',
  '429',
  '500',
  'garbage',
  'empty',
] as const;

export type UpstreamFault = (typeof UPSTREAM_FAULTS)[number];

/** Long enough for every time limit of the portal. */
const SLOW_MILLIS = 20_000;
const WAIT_SECONDS = '30';

/** How an upstream misbehaves, until it is healed. */
export class UpstreamFaults {
  private fault: UpstreamFault | undefined;

  set(fault: UpstreamFault): void {
    this.fault = fault;
  }

  heal(): void {
    this.fault = undefined;
  }

  handler(): RequestHandler {
    return async (request, response, next) => {
      switch (this.fault) {
        case undefined:
          next();
          break;
        case 'down':
          request.socket.destroy();
          break;
        case 'slow':
          await delay(SLOW_MILLIS, undefined, { ref: false });
          next();
          break;
        case 'garbage':
          response.type('json').send('{"status":"success","data":{"resul');
          break;
        case 'empty':
          response.status(200).end();
          break;
        default: {
          const message = `The lab answers ${this.fault}.`;
          response
            .status(Number(this.fault))
            .set({
              'Retry-After': WAIT_SECONDS,
              'X-RateLimit-Limit': '10',
              'X-RateLimit-Period': WAIT_SECONDS,
              'X-RateLimit-Remaining': '0',
              'X-RateLimit-Reset': WAIT_SECONDS,
              'X-RateLimit-Name': 'lab',
            })
            .json({ message, errors: [message] });
        }
      }
    };
  }
}
