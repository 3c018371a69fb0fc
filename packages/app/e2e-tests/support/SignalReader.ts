import {
  deliveryChangedSignalSchema,
  DELIVERY_SIGNAL_CHANNEL,
} from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { PortalApi } from './api';
import { readDelivery } from './delivery';

const CONNECT_TIMEOUT_MILLIS = 2_000;

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

/** The first handshake after a start is not answered; the page tries again. */
async function connect(url: string, api: PortalApi): Promise<WebSocket> {
  const socket = new WebSocket(`${url}/api/signals`, api.token);
  const opened = await new Promise<boolean>((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), CONNECT_TIMEOUT_MILLIS);
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve(true);
    });
    socket.addEventListener('error', () =>
      reject(new Error('The portal refused the WebSocket.')),
    );
  });
  if (opened) {
    return socket;
  }
  socket.close();
  return await connect(url, api);
}
