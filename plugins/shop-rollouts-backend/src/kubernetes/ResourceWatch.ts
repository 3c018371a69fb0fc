import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Backoff, BackoffOptions } from '../streaming/Backoff';
import { wait } from '../streaming/wait';
import { KubernetesApiError } from './KubernetesApiError';
import { KubernetesReader, WatchLine } from './KubernetesReader';
import { dropBookkeeping } from './dropBookkeeping';
import { WatchedResource } from './watchedResources';

/** Where one watch puts what it hears. */
export interface ResourceSink<TObject> {
  /** All there is, after a list: what is not in it is gone. */
  replace(objects: TObject[]): void;
  upsert(object: TObject): void;
  remove(object: TObject): void;
  /** The cluster answered or said something. */
  heard(): void;
  /** The cluster could not be reached or refused. */
  lost(error: unknown): void;
}

export interface ResourceWatchOptions<TObject> {
  reader: KubernetesReader;
  resource: WatchedResource<TObject>;
  sink: ResourceSink<TObject>;
  logger: LoggerService;
  backoff: BackoffOptions;
  watchSeconds: number;
}

/** Keeps one kind of one cluster up to date, until it is stopped. */
export class ResourceWatch<TObject> {
  private readonly backoff: Backoff;
  private resourceVersion: string | undefined;

  constructor(private readonly options: ResourceWatchOptions<TObject>) {
    this.backoff = new Backoff(options.backoff);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.resourceVersion ??= await this.list(signal);
        await this.watch(this.resourceVersion, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        await this.recover(error, signal);
      }
    }
  }

  private async list(signal: AbortSignal): Promise<string> {
    const { reader, resource, sink } = this.options;
    const page = await reader.list({ ...resource, signal });
    sink.replace(page.items.flatMap(item => this.accept(item)));
    sink.heard();
    return page.resourceVersion;
  }

  private async watch(from: string, signal: AbortSignal): Promise<void> {
    const { reader, resource, sink, watchSeconds } = this.options;
    const openedAt = Date.now();
    const lines = reader.watch({
      ...resource,
      resourceVersion: from,
      timeoutSeconds: watchSeconds,
      signal,
      onOpen: () => sink.heard(),
    });
    let heardAnything = false;
    for await (const line of lines) {
      heardAnything = true;
      this.backoff.reset();
      sink.heard();
      this.handle(line);
    }
    // A server that ends every watch at once must not be asked in a loop.
    if (!heardAnything && Date.now() - openedAt < 1000) {
      await wait(this.backoff.next(), signal);
    }
  }

  private handle(line: WatchLine): void {
    const { resourceVersion } = line.object.metadata;
    this.resourceVersion = resourceVersion ?? this.resourceVersion;
    if (line.type === 'BOOKMARK') {
      return;
    }
    for (const object of this.accept(line.object)) {
      if (line.type === 'DELETED') {
        this.options.sink.remove(object);
      } else {
        this.options.sink.upsert(object);
      }
    }
  }

  private accept(value: unknown): TObject[] {
    const object = this.options.resource.parse(dropBookkeeping(value));
    if (object === undefined) {
      this.options.logger.debug(
        `Skipped an object of ${this.options.resource.path} that cannot be read`,
      );
      return [];
    }
    return [object];
  }

  private async recover(error: unknown, signal: AbortSignal): Promise<void> {
    const { logger, resource, sink } = this.options;
    if (error instanceof KubernetesApiError && error.isExpired) {
      logger.debug(`Listing ${resource.path} again: ${error.message}`);
      this.resourceVersion = undefined;
      return;
    }
    logger.warn(`Watching ${resource.path} failed: ${stringifyError(error)}`);
    sink.lost(error);
    const asked =
      error instanceof KubernetesApiError ? error.retryAfterSeconds : undefined;
    await wait(Math.max(this.backoff.next(), (asked ?? 0) * 1000), signal);
  }
}
