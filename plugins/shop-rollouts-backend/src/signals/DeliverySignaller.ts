import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import { DELIVERY_SIGNAL_CHANNEL } from '@shop-portal/plugin-shop-rollouts-common';

const COALESCE_MILLIS = 50;
const SIGN_OF_LIFE_MILLIS = 10_000;

/**
 * Tells browsers which entities changed. One roll-out step touches a dozen
 * objects within milliseconds; they become one signal. An empty signal every
 * ten seconds lets a browser notice that it hears nothing any more.
 */
export class DeliverySignaller {
  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
  }): DeliverySignaller {
    const signaller = new DeliverySignaller(options.signals, options.logger);
    signaller.signsOfLife = setInterval(
      () => signaller.publish(),
      SIGN_OF_LIFE_MILLIS,
    );
    return signaller;
  }

  private readonly pending = new Set<string>();
  private hasSourcesPending = false;
  private timer: NodeJS.Timeout | undefined;
  private signsOfLife: NodeJS.Timeout | undefined;

  private constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  changed(entityRefs: string[]): void {
    for (const entityRef of entityRefs) {
      this.pending.add(entityRef);
    }
    if (this.pending.size > 0) {
      this.schedule();
    }
  }

  /** A cluster or Argo CD began or ceased to answer. */
  sourcesChanged(): void {
    this.hasSourcesPending = true;
    this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
    clearInterval(this.signsOfLife);
    this.pending.clear();
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => this.publish(), COALESCE_MILLIS);
  }

  private async publish(): Promise<void> {
    const entityRefs = [...this.pending].sort();
    const sources = this.hasSourcesPending;
    this.pending.clear();
    this.hasSourcesPending = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    try {
      await this.signals.publish({
        recipients: { type: 'broadcast' },
        channel: DELIVERY_SIGNAL_CHANNEL,
        message: { entityRefs, ...(sources && { sources }) },
      });
    } catch (error) {
      this.logger.warn(`A signal could not be sent: ${stringifyError(error)}`);
    }
  }
}
