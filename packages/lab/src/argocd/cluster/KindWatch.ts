import { setTimeout as delay } from 'node:timers/promises';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { ApiResource, collectionPath } from './ApiDiscovery';
import { KubernetesClient, WatchEvent } from './KubernetesClient';

const RETRY_MILLIS = 1_000;

type Change = (object: KubernetesObject) => void;

/** All objects of one kind in one cluster, kept current by one watch. */
export class KindWatch {
  static start(options: {
    client: KubernetesClient;
    resource: ApiResource;
    onChange: Change;
  }): KindWatch {
    const watch = new KindWatch(
      options.client,
      options.resource,
      options.onChange,
    );
    void watch.run();
    return watch;
  }

  private readonly path: string;
  private readonly abort = new AbortController();
  private objects = new Map<string, KubernetesObject>();
  private resourceVersion: string | undefined;
  private listed = false;
  private waiting: Array<(error?: unknown) => void> = [];

  private constructor(
    private readonly client: KubernetesClient,
    private readonly resource: ApiResource,
    private readonly onChange: Change,
  ) {
    this.path = collectionPath(resource);
  }

  /** Resolves once the objects are known; rejects with what is in the way. */
  async ready(): Promise<void> {
    if (!this.listed) {
      await new Promise<void>((resolve, reject) =>
        this.waiting.push(error => (error ? reject(error) : resolve())),
      );
    }
  }

  find(name: string, namespace: string): KubernetesObject | undefined {
    return this.objects.get(`${namespace}/${name}`);
  }

  list(): Iterable<KubernetesObject> {
    return this.objects.values();
  }

  close(): void {
    this.abort.abort();
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      try {
        if (this.resourceVersion === undefined) {
          await this.relist();
        }
        this.answer();
        await this.follow();
      } catch (error) {
        this.answer(error);
        this.resourceVersion = undefined;
        await delay(RETRY_MILLIS, undefined, {
          signal: this.abort.signal,
        }).catch(() => undefined);
      }
    }
    this.answer(new Error('the watch was closed'));
  }

  private answer(error?: unknown): void {
    for (const notify of this.waiting.splice(0)) {
      notify(error);
    }
  }

  private async relist(): Promise<void> {
    const list = await this.client.list(this.path, this.resource);
    const before = this.objects;
    this.objects = new Map(list.items.map(item => [keyOf(item), item]));
    this.resourceVersion = list.metadata.resourceVersion;
    this.listed = true;
    const gone = [...before.values()].filter(
      object => !this.objects.has(keyOf(object)),
    );
    for (const object of [...gone, ...list.items]) {
      this.onChange(object);
    }
  }

  /** Takes over changes until the server ends the watch. */
  private async follow(): Promise<void> {
    await this.client.watch(
      this.path,
      this.resourceVersion,
      event => this.take(event),
      this.abort.signal,
    );
  }

  private take(event: WatchEvent): void {
    if (event.type === 'ERROR') {
      // The version is too old, so everything is listed again.
      this.resourceVersion = undefined;
      return;
    }
    this.resourceVersion = event.object.metadata.resourceVersion;
    if (event.type === 'BOOKMARK') {
      return;
    }
    if (event.type === 'DELETED') {
      this.objects.delete(keyOf(event.object));
    } else {
      this.objects.set(keyOf(event.object), event.object);
    }
    this.onChange(event.object);
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
