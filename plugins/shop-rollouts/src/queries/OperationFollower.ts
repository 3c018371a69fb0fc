import { ToastApi } from '@backstage/frontend-plugin-api';
import { SignalApi } from '@backstage/plugin-signals-react';
import {
  deliveryChangedSignalSchema,
  DELIVERY_SIGNAL_CHANNEL,
  Operation,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ShopRolloutsApi } from '../api/ShopRolloutsApi';
import { isFinished } from '../components/actions/operationSteps';
import { operationText } from '../components/actions/operationText';

const TOAST_MS = 8000;

export interface OperationFollowerOptions {
  api: ShopRolloutsApi;
  signals?: SignalApi;
  toasts?: ToastApi;
  linkLabel: string;
}

interface Followed {
  operationId: string;
  /** Where the person can look at the delivery. */
  href?: string;
}

/**
 * Tells a person who left the page how their action ended: one toast, none
 * while the lane is on the screen.
 */
export class OperationFollower {
  readonly #options: OperationFollowerOptions;
  readonly #followed = new Map<string, Followed[]>();

  constructor(options: OperationFollowerOptions) {
    this.#options = options;
  }

  /** Starts to listen; returns what ends it. */
  listen(): () => void {
    const subscription = this.#options.signals?.subscribe(
      DELIVERY_SIGNAL_CHANNEL,
      message => {
        const signal = deliveryChangedSignalSchema.safeParse(message);
        for (const entityRef of signal.data?.entityRefs ?? []) {
          this.#look(entityRef);
        }
      },
    );
    return () => subscription?.unsubscribe();
  }

  /** The person left while these operations were on their way. */
  follow(entityRef: string, operations: Operation[], href?: string) {
    const open = operations.filter(operation => !isFinished(operation));
    this.#followed.set(
      entityRef,
      open.map(({ id }) => ({ operationId: id, href })),
    );
  }

  /** The person is back and sees for themselves. */
  unfollow(entityRef: string) {
    this.#followed.delete(entityRef);
  }

  async #look(entityRef: string) {
    if (!this.#followed.get(entityRef)?.length) {
      return;
    }
    try {
      const delivery = await this.#options.api.getDelivery(entityRef);
      for (const operation of delivery.recentOperations) {
        this.#tell(entityRef, operation);
      }
    } catch {
      // The next signal is the next chance; the record has it anyhow.
    }
  }

  #tell(entityRef: string, operation: Operation) {
    const followed = this.#followed.get(entityRef) ?? [];
    const match = followed.find(
      ({ operationId }) => operationId === operation.id,
    );
    if (!match || !isFinished(operation)) {
      return;
    }
    this.#followed.set(
      entityRef,
      followed.filter(other => other !== match),
    );
    this.#options.toasts?.post({
      title: operationText(operation),
      status: operation.phase === 'done' ? 'success' : 'warning',
      timeout: TOAST_MS,
      links: match.href
        ? [{ label: this.#options.linkLabel, href: match.href }]
        : undefined,
    });
  }
}
