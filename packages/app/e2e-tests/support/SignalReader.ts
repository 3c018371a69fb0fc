import {
  deliveryChangedSignalSchema,
  DELIVERY_SIGNAL_CHANNEL,
} from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { PortalApi } from './api';
import { readDelivery } from './delivery';

const CONNECT_TIMEOUT_MILLIS = 2_000;
const MAX_ATTEMPTS = 5;

const signalSchema = z.object({
  channel: z.literal(DELIVERY_SIGNAL_CHANNEL),
  message: deliveryChangedSignalSchema,
});

/**
 * Somebody who looks at Delivery as the page does it: it listens to signals
 * and reads again when one names the service.
 */
export class SignalReader {
  static async open(options: {
    url: string;
    api: PortalApi;
    service: string;
  }): Promise<SignalReader> {
    const { url, api, service } = options;
    const reader = new SignalReader(api, service, await connect(url, api));
    await reader.read();
    return reader;
  }

  private current = '';
  private problem: unknown;

  private constructor(
    private readonly api: PortalApi,
    private readonly service: string,
    private readonly socket: WebSocket,
  ) {
    socket.addEventListener('message', ({ data }) => {
      const { message } = signalSchema.parse(JSON.parse(String(data)));
      if (message.entityRefs.includes(`component:default/${service}`)) {
        this.read().catch(error => {
          this.problem = error;
        });
      }
    });
    socket.send(
      JSON.stringify({ action: 'subscribe', channel: DELIVERY_SIGNAL_CHANNEL }),
    );
  }

  /** Of what was read last. */
  get version(): string {
    if (this.problem) {
      throw this.problem;
    }
    return this.current;
  }

  close(): void {
    this.socket.close();
  }

  private async read(): Promise<void> {
    const { version } = await readDelivery(this.api, this.service);
    this.current = version;
  }
}

/** The first handshake after a start is turned away; the page tries again. */
async function connect(url: string, api: PortalApi): Promise<WebSocket> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const socket = new WebSocket(`${url}/api/signals`, api.token);
    const opened = await new Promise<boolean>(resolve => {
      const timer = setTimeout(() => resolve(false), CONNECT_TIMEOUT_MILLIS);
      const end = (isOpen: boolean) => {
        clearTimeout(timer);
        resolve(isOpen);
      };
      socket.addEventListener('open', () => end(true));
      socket.addEventListener('error', () => end(false));
    });
    if (opened) {
      return socket;
    }
    socket.close();
  }
  throw new Error('The portal refused the WebSocket.');
}
