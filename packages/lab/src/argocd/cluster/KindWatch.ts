import { ListWatch, Watch } from '@kubernetes/client-node';
import { z } from 'zod';
import { messageOf } from '../Application';
import { Manifest, manifestSchema } from '../Manifest';
import { KubernetesClient } from './KubernetesClient';

const RETRY_MILLIS = 1_000;

const listSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  items: z.array(z.looseObject({})),
});

/** All objects of one kind in one cluster, kept current by one watch. */
export class KindWatch {
  static start(options: {
    client: KubernetesClient;
    path: string;
    kind: { apiVersion: string; kind: string };
    onChange: (object: Manifest) => void;
  }): KindWatch {
    const { client, path, kind, onChange } = options;
    const list = async () => {
      const answer = listSchema.parse(await client.send('GET', path));
      // Items of a list leave out what the list says for all of them.
      const items = answer.items.map(item =>
        manifestSchema.parse({ ...kind, ...item }),
      );
      return { metadata: answer.metadata, items };
    };
    const watch = new Watch(client.config);
    return new KindWatch(
      new ListWatch(path, watch, list, false),
      onChange,
      `${kind.apiVersion} ${kind.kind}`,
    );
  }

  private readonly started: Promise<void>;
  private error: unknown;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  private constructor(
    readonly objects: ListWatch<Manifest>,
    onChange: (object: Manifest) => void,
    private readonly name: string,
  ) {
    objects.on('change', onChange);
    objects.on('error', error => {
      this.error = error;
      if (!this.closed) {
        this.retry = setTimeout(() => objects.start(), RETRY_MILLIS);
      }
    });
    this.started = objects.start();
  }

  /** Resolves once the objects are known; rejects with what is in the way. */
  async ready(): Promise<void> {
    await this.started;
    if (this.objects.latestResourceVersion() === '') {
      throw new Error(
        `Failed to load live state of ${this.name}: ${messageOf(this.error)}`,
      );
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.objects.stop();
  }
}
