import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Backoff, BackoffOptions, DEFAULT_BACKOFF } from '../streaming/Backoff';
import { wait } from '../streaming/wait';
import { DeliveryStore, SourceRef } from '../store/DeliveryStore';
import { ArgoCdClient, ArgoCdEvent } from './ArgoCdClient';

/**
 * The stream has no end of the first list and may drop events, so it is
 * started over this often: then it sends every Application again.
 */
const RESTART_MILLIS = 5 * 60_000;

export interface ArgoCdWatcherOptions {
  client: ArgoCdClient;
  store: DeliveryStore;
  logger: LoggerService;
  backoff?: BackoffOptions;
  restartMillis?: number;
}

/** Keeps the Applications of one Argo CD up to date. */
export class ArgoCdWatcher {
  static create(options: ArgoCdWatcherOptions): ArgoCdWatcher {
    const source: SourceRef = {
      kind: 'argocd',
      name: options.client.instance,
    };
    options.store.addSource(source);
    return new ArgoCdWatcher(options, source);
  }

  private readonly backoff: Backoff;

  private constructor(
    private readonly options: ArgoCdWatcherOptions,
    private readonly source: SourceRef,
  ) {
    this.backoff = new Backoff(options.backoff ?? DEFAULT_BACKOFF);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.removeDeleted(signal);
        await this.follow(signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.options.logger.warn(
          `Following Argo CD ${this.source.name} failed: ${stringifyError(
            error,
          )}`,
        );
        this.options.store.setAnswering(this.source, false);
        await wait(this.backoff.next(), signal);
      }
    }
  }

  private async removeDeleted(signal: AbortSignal): Promise<void> {
    const { client, store } = this.options;
    const listed = await client.listNames(signal);
    store.setAnswering(this.source, true);
    const names = new Set(
      listed.map(({ namespace, name }) => `${namespace}/${name}`),
    );
    for (const target of store.listApplications(this.source.name)) {
      if (!names.has(`${target.namespace}/${target.name}`)) {
        store.removeApplication(target);
      }
    }
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { client, store } = this.options;
    const restart = AbortSignal.timeout(
      this.options.restartMillis ?? RESTART_MILLIS,
    );
    try {
      const events = client.stream(AbortSignal.any([signal, restart]), () => {
        this.backoff.reset();
        store.setAnswering(this.source, true);
      });
      for await (const event of events) {
        this.apply(event);
      }
    } catch (error) {
      if (!restart.aborted) {
        throw error;
      }
      return;
    }
    if (!restart.aborted) {
      // It ended by itself: Argo CD restarts, or a proxy closed it.
      await wait(this.backoff.next(), signal);
    }
  }

  private apply(event: ArgoCdEvent): void {
    const { store } = this.options;
    if (event.type === 'DELETED') {
      const { namespace, name } = event.application.object.metadata;
      store.removeApplication({
        kind: 'application',
        instance: this.source.name,
        namespace,
        name,
      });
    } else {
      store.upsertApplication(this.source.name, event.application);
    }
  }
}
