import { join } from 'path';
import { JsonFile } from '../persistence/JsonFile';
import { MemoryResourceStore } from './MemoryResourceStore';
import { storeSnapshotSchema } from './storeSnapshot';

/** A cluster that a restart finds again as it was. */
export class PersistentCluster {
  private constructor(
    readonly store: MemoryResourceStore,
    /** True when the cluster did not exist before. */
    readonly isNew: boolean,
    private readonly stop: () => Promise<void>,
  ) {}

  static async open(options: {
    cluster: string;
    dataDir: string;
    onError: (error: unknown) => void;
    namespaces?: string[];
  }): Promise<PersistentCluster> {
    const { cluster, dataDir, onError, namespaces } = options;
    const file = JsonFile.create({
      path: join(dataDir, 'kubernetes', `${cluster}.json`),
      schema: storeSnapshotSchema,
      onError,
    });
    const snapshot = await file.read();
    const store = MemoryResourceStore.create({ cluster, namespaces, snapshot });
    const save = () => file.schedule(() => store.snapshot());
    save();
    const unsubscribe = store.subscribe(save);
    return new PersistentCluster(store, snapshot === undefined, async () => {
      unsubscribe();
      save();
      await file.flush();
    });
  }

  /** Writes what is not on the disk yet. */
  async close(): Promise<void> {
    await this.stop();
  }
}
