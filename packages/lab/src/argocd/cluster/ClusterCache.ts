import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { managingApplication, ResourceIdentity } from '../manifests/Manifest';
import { ApiDiscovery, ApiResource, groupOf } from './ApiDiscovery';
import { KindWatch } from './KindWatch';
import { KubernetesClient } from './KubernetesClient';

/** Kinds that controllers make; no manifest names them. */
const CHILD_KINDS = [
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'v1', kind: 'Pod' },
];

/** What one cluster holds of the kinds that Applications have. */
export class ClusterCache {
  private readonly watches = new Map<string, KindWatch>();

  constructor(
    private readonly client: KubernetesClient,
    private readonly discovery: ApiDiscovery,
    /** Called with the Application whose objects, or their pods, changed. */
    private readonly onChange: (application: string) => void,
  ) {}

  /**
   * Makes sure that these kinds are watched and were listed. Kinds that the
   * cluster does not serve are left out.
   */
  async watchKinds(
    kinds: Iterable<{ apiVersion: string; kind: string }>,
  ): Promise<void> {
    const ready = [...CHILD_KINDS, ...kinds].map(
      async ({ apiVersion, kind }) => {
        const resource = await this.discovery.find(apiVersion, kind);
        if (resource) {
          await this.watchOf(resource).ready();
        }
      },
    );
    await Promise.all(ready);
  }

  find(id: Omit<ResourceIdentity, 'version'>): KubernetesObject | undefined {
    return this.watches
      .get(`${id.group}/${id.kind}`)
      ?.find(id.name, id.namespace);
  }

  managedBy(application: string): KubernetesObject[] {
    return this.all().filter(
      object => managingApplication(object) === application,
    );
  }

  ownedBy(uid: string): KubernetesObject[] {
    return this.all().filter(({ metadata }) =>
      metadata.ownerReferences?.some(owner => owner.uid === uid),
    );
  }

  close(): void {
    for (const watch of this.watches.values()) {
      watch.close();
    }
  }

  private all(): KubernetesObject[] {
    return [...this.watches.values()].flatMap(watch => [...watch.list()]);
  }

  private watchOf(resource: ApiResource): KindWatch {
    const key = `${groupOf(resource.apiVersion)}/${resource.kind}`;
    const watch =
      this.watches.get(key) ??
      KindWatch.start({
        client: this.client,
        resource,
        onChange: object => this.report(object),
      });
    this.watches.set(key, watch);
    return watch;
  }

  private report(object: KubernetesObject): void {
    const application = this.applicationOf(object);
    if (application) {
      this.onChange(application);
    }
  }

  private applicationOf(object: KubernetesObject): string | undefined {
    const own = managingApplication(object);
    if (own) {
      return own;
    }
    for (const owner of object.metadata.ownerReferences ?? []) {
      const found = this.find({
        group: groupOf(owner.apiVersion),
        kind: owner.kind,
        namespace: object.metadata.namespace ?? '',
        name: owner.name,
      });
      const application = found && this.applicationOf(found);
      if (application) {
        return application;
      }
    }
    return undefined;
  }
}
