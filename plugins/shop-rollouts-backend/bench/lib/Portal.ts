import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Delivery,
  DELIVERY_SIGNAL_CHANNEL,
} from '@shop-portal/plugin-shop-rollouts-common';
import { entityRefOf } from './shop';

const RETRY_MILLIS = 250;
const HANDSHAKE_MILLIS = 5_000;

interface KubernetesAnswer {
  items: Array<{
    cluster: { name: string };
    resources: Array<{ type: string; resources: unknown[] }>;
    errors: unknown[];
  }>;
}

export interface Signal {
  entityRefs: string[];
}

/** The portal under measurement, as one signed-in person asks it. */
export class Portal {
  static async signIn(url: string): Promise<Portal> {
    const answer = await repeat(async () => {
      const response = await fetch(`${url}/api/auth/bench/refresh`);
      return response.ok ? await response.json() : undefined;
    });
    return new Portal(url, answer.backstageIdentity.token);
  }

  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async readDelivery(service: string): Promise<Delivery> {
    return await this.request(
      `/api/shop-rollouts/v1/deliveries/by-entity/component/default/${service}`,
    );
  }

  /** What the Kubernetes tab of the same entity asks for. */
  async readKubernetes(service: string): Promise<KubernetesAnswer> {
    return await this.request('/api/kubernetes/resources/workloads/query', {
      method: 'POST',
      body: JSON.stringify({
        auth: {},
        entityRef: entityRefOf(service),
      }),
    });
  }

  async untilCatalogHolds(components: number): Promise<void> {
    await repeat(async () => {
      const query = 'filter=kind=component&limit=1';
      const { totalItems } = await this.request<{ totalItems: number }>(
        `/api/catalog/entities/by-query?${query}`,
      );
      return totalItems >= components || undefined;
    });
  }

  async untilWatched(service: string): Promise<void> {
    await repeat(async () => {
      const { stale, lanes } = await this.readDelivery(service);
      const rollouts = lanes.flatMap(lane => lane.rollouts);
      return (stale.length === 0 && rollouts.length === 2) || undefined;
    });
  }

  /** Calls back with each signal of Delivery; answers how to end that. */
  async listen(onSignal: (signal: Signal) => void): Promise<() => void> {
    const socket = await repeat(() => this.connect());
    socket.addEventListener('message', ({ data }) => {
      const { channel, message } = JSON.parse(String(data));
      if (channel === DELIVERY_SIGNAL_CHANNEL) {
        onSignal(message);
      }
    });
    const channel = DELIVERY_SIGNAL_CHANNEL;
    socket.send(JSON.stringify({ action: 'subscribe', channel }));
    return () => socket.close();
  }

  /** The first handshake after a start is not answered. */
  private async connect(): Promise<WebSocket | undefined> {
    const socket = new WebSocket(`${this.url}/api/signals`, this.token);
    try {
      const signal = AbortSignal.timeout(HANDSHAKE_MILLIS);
      await once(socket, 'open', { signal });
      return socket;
    } catch {
      socket.close();
      return undefined;
    }
  }

  private async request<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      headers: {
        Authorization: `Bearer ${this.token}`,
        'Content-Type': 'application/json',
      },
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return await response.json();
  }
}

/** Asks again until there is an answer: a start raises no event outside. */
async function repeat<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await attempt().catch(() => undefined);
    if (answer !== undefined) {
      return answer;
    }
    await delay(RETRY_MILLIS);
  }
}
