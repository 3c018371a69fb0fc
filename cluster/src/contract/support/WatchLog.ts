import { randomUUID } from 'crypto';
import { KubernetesApi, MERGE_PATCH } from './KubernetesApi';
import { WatchEvent, WatchReader } from './WatchReader';

const END_ANNOTATION = 'contract/seen-until';

/** Everything that happens to the objects of one kind in one namespace. */
export class WatchLog {
  private readonly events: WatchEvent[] = [];
  private readonly end = randomUUID();
  private readonly ended: Promise<void>;

  private constructor(
    private readonly api: KubernetesApi,
    private readonly path: string,
    private readonly watching: WatchReader,
  ) {
    this.ended = this.follow();
  }

  /** @param path - of all such objects */
  static async start(api: KubernetesApi, path: string): Promise<WatchLog> {
    return new WatchLog(api, path, await api.watch(path));
  }

  /** All events up to now: none is still on its way. */
  async stop(): Promise<WatchEvent[]> {
    const name = this.events.at(-1)?.object.metadata.name;
    if (name) {
      await this.api.expectSuccess('PATCH', `${this.path}/${name}`, {
        contentType: MERGE_PATCH,
        body: { metadata: { annotations: { [END_ANNOTATION]: this.end } } },
      });
      await this.ended;
    }
    this.watching.close();
    return this.events;
  }

  private async follow(): Promise<void> {
    for await (const event of this.watching) {
      this.events.push(event);
      const { annotations } = event.object.metadata;
      if (annotations?.[END_ANNOTATION] === this.end) {
        return;
      }
    }
  }
}
