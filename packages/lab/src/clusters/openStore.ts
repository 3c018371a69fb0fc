import { join } from 'node:path';
import { MemoryResourceStore, storeSnapshotSchema } from '../kubernetes';
import { JsonFile } from '../persistence/JsonFile';

/** The store of a cluster that a restart finds again as it was. */
export async function openStore(options: {
  cluster: string;
  dataDir: string;
  namespaces: string[];
  onError: (error: unknown) => void;
}) {
  const { cluster, dataDir, namespaces, onError } = options;
  const file = JsonFile.create({
    path: join(dataDir, 'kubernetes', `${cluster}.json`),
    schema: storeSnapshotSchema,
    onError,
  });
  const snapshot = await file.read();
  const store = MemoryResourceStore.create({ cluster, namespaces, snapshot });
  const save = () => file.schedule(() => store.snapshot());
  store.subscribe(save);
  return {
    store,
    /** Writes what is not on the disk yet. */
    close: async () => {
      save();
      await file.flush();
    },
  };
}
