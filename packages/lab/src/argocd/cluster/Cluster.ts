import {
  groupOf,
  managingApplication,
  Manifest,
  ResourceIdentity,
} from '../Manifest';
import { KindWatch } from './KindWatch';
import { ClusterConnection, KubernetesClient } from './KubernetesClient';

type Kind = Pick<Manifest, 'apiVersion' | 'kind'>;

/** Kinds that controllers make; no manifest names them. */
const CHILD_KINDS: Kind[] = [
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'v1', kind: 'Pod' },
];

/** One cluster that Applications are deployed to, and what it holds. */
export class Cluster {
  static async connect(options: {
    connection: ClusterConnection;
    /** Called with the Application whose objects, or their pods, changed. */
    onChange: (application: string) => void;
  }): Promise<Cluster> {
    const client = await KubernetesClient.connect(options.connection);
    return new Cluster(client, options.onChange);
  }

  /** By group and kind. */
  private readonly watches = new Map<string, KindWatch>();

  private constructor(
    private readonly client: KubernetesClient,
    private readonly onChange: (application: string) => void,
  ) {}

  /** Makes sure that these kinds are watched and their objects known. */
  async watchKinds(kinds: readonly Kind[]): Promise<void> {
    const watches = [...CHILD_KINDS, ...kinds].map(kind => this.watch(kind));
    await Promise.all(watches.map(watch => watch.ready()));
  }

  find(id: Omit<ResourceIdentity, 'version'>): Manifest | undefined {
    const watch = this.watches.get(`${id.group}/${id.kind}`);
    return watch?.objects.get(id.name, id.namespace);
  }

  managedBy(application: string): Manifest[] {
    return this.all().filter(
      object => managingApplication(object) === application,
    );
  }

  ownedBy({ metadata: { uid } }: Manifest): Manifest[] {
    return this.all().filter(({ metadata }) =>
      metadata.ownerReferences?.some(owner => owner.uid === uid),
    );
  }

  async create(object: Manifest): Promise<void> {
    await this.client.send('POST', collectionPath(object), object);
  }

  async patch(object: Manifest, patch: object): Promise<void> {
    await this.client.send('PATCH', objectPath(object), patch);
  }

  async delete(object: Manifest): Promise<void> {
    await this.client.send('DELETE', objectPath(object), {});
  }

  async close(): Promise<void> {
    for (const watch of this.watches.values()) {
      await watch.close();
    }
  }

  private all(): Manifest[] {
    return [...this.watches.values()].flatMap(({ objects }) => [
      ...objects.list(),
    ]);
  }

  private watch({ apiVersion, kind }: Kind): KindWatch {
    const key = `${groupOf({ apiVersion })}/${kind}`;
    const watch =
      this.watches.get(key) ??
      KindWatch.start({
        client: this.client,
        path: collectionPath({ apiVersion, kind }),
        kind: { apiVersion, kind },
        onChange: object => {
          const application = this.applicationOf(object);
          if (application) {
            this.onChange(application);
          }
        },
      });
    this.watches.set(key, watch);
    return watch;
  }

  /** Pods belong to the Application of what made them. */
  private applicationOf(object: Manifest): string | undefined {
    const own = managingApplication(object);
    const [owner] = object.metadata.ownerReferences ?? [];
    if (own || !owner) {
      return own;
    }
    const { namespace = '' } = object.metadata;
    const { kind, name } = owner;
    const found = this.find({ group: groupOf(owner), kind, namespace, name });
    return found && this.applicationOf(found);
  }
}

/** Of all objects of a kind in a namespace, or in the cluster. */
function collectionPath({
  apiVersion,
  kind,
  metadata,
}: Kind & Partial<Manifest>): string {
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const namespace = metadata?.namespace
    ? `/namespaces/${encodeURIComponent(metadata.namespace)}`
    : '';
  return `${root}/${apiVersion}${namespace}/${toPlural(kind)}`;
}

function objectPath(object: Manifest): string {
  return `${collectionPath(object)}/${encodeURIComponent(
    object.metadata.name,
  )}`;
}

/** The rule that Kubernetes itself guesses by; all kinds here follow it. */
function toPlural(kind: string): string {
  const name = kind.toLowerCase();
  return name.endsWith('s') ? `${name}es` : `${name}s`.replace(/ys$/, 'ies');
}
