import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import { DELIVERY_SIGNAL_CHANNEL } from '@shop-portal/plugin-shop-rollouts-common';

const COALESCE_MILLIS = 50;

/**
 * Tells browsers which entities changed. One roll-out step touches a dozen
 * objects within milliseconds; they become one signal.
 */
export class DeliverySignaller {
  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
  }): DeliverySignaller {
    return new DeliverySignaller(options.signals, options.logger);
  }

  private readonly pending = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  changed(entityRefs: string[]): void {
    for (const entityRef of entityRefs) {
      this.pending.add(entityRef);
    }
    if (this.pending.size > 0) {
      this.timer ??= setTimeout(() => this.publish(), COALESCE_MILLIS);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.pending.clear();
  }

  private async publish(): Promise<void> {
    const entityRefs = [...this.pending].sort();
    this.pending.clear();
    this.timer = undefined;
    try {
      await this.signals.publish({
        recipients: { type: 'broadcast' },
        channel: DELIVERY_SIGNAL_CHANNEL,
        message: { entityRefs },
      });
    } catch (error) {
      this.logger.warn(`A signal could not be sent: ${stringifyError(error)}`);
    }
  }
}
