import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { KubernetesObject } from '@shop-portal/lab';

const FIXTURES = path.join(
  path.dirname(
    require.resolve('@shop-portal/plugin-shop-rollouts-common/package.json'),
  ),
  'src/__fixtures__',
);

/** Names in the recorded objects. */
const RECORDED = {
  name: 'checkout',
  stableHash: '57bd89c9bb',
  previewHash: '6689f997c5',
};

export const REPLICA_SETS_PER_ROLLOUT = 3;
export const PODS_PER_REPLICA_SET = 4;
export const NAMESPACE = 'shop';

/** An object as an API server answers it. */
export interface ApiObject extends KubernetesObject {
  spec: object;
  status: object;
}

/** All that belongs to one Rollout, by kind. */
export interface Release {
  rollouts: ApiObject[];
  replicaSets: ApiObject[];
  pods: ApiObject[];
  services: ApiObject[];
}

/**
 * Makes Rollouts like those that the real controller kept, as large as they
 * were, each with names of its own: three ReplicaSets with four pods each, and
 * two Services.
 */
export class ReleaseFactory {
  static create(): ReleaseFactory {
    const read = (name: string): string =>
      fs.readFileSync(path.join(FIXTURES, `${name}.json`), 'utf8');
    const items = (name: string): string[] =>
      JSON.parse(read(name)).items.map((item: object) => JSON.stringify(item));
    return new ReleaseFactory({
      waiting: read('rollout-paused'),
      healthy: read('rollout-healthy'),
      replicaSet: items('replicasets-paused')[0],
      pod: items('pods-paused')[0],
      services: items('services-paused'),
    });
  }

  private version = 1;

  private constructor(
    private readonly recorded: {
      waiting: string;
      healthy: string;
      replicaSet: string;
      pod: string;
      services: string[];
    },
  ) {}

  /** The version of the newest object. */
  get resourceVersion(): number {
    return this.version;
  }

  create(options: {
    cluster: string;
    name: string;
    /** Whether it waits for a person, with its third ReplicaSet as preview. */
    waiting: boolean;
  }): Release {
    const { cluster, name, waiting } = options;
    const hashes = Array.from(
      { length: REPLICA_SETS_PER_ROLLOUT },
      (_, index) => digest(`${cluster}/${name}/${index}`).slice(0, 10),
    );
    const [stableHash, previewHash] = waiting
      ? hashes.slice(-2)
      : [hashes[hashes.length - 1], hashes[0]];
    const names = { name, stableHash, previewHash };
    const rollout = this.rename(
      waiting ? this.recorded.waiting : this.recorded.healthy,
      names,
    );
    this.identify(rollout, { cluster, service: name });
    rollout.metadata.annotations = {
      ...rollout.metadata.annotations,
      'backstage.io/entity-ref': `component:default/${name}`,
    };
    Object.assign(rollout.spec, { replicas: PODS_PER_REPLICA_SET });
    const replicaSets = hashes.map((hash, index) =>
      this.createReplicaSet({ cluster, name, hash, owner: rollout, index }),
    );
    return {
      rollouts: [rollout],
      replicaSets,
      pods: replicaSets.flatMap((owner, index) =>
        this.createPods({ cluster, name, hash: hashes[index], owner, index }),
      ),
      services: this.recorded.services.map(text => {
        const service = this.rename(text, names);
        this.identify(service, { cluster, service: name });
        return service;
      }),
    };
  }

  private createReplicaSet(options: OwnedOptions): ApiObject {
    const { cluster, name, hash, owner, index } = options;
    const replicaSet = this.rename(this.recorded.replicaSet, {
      name,
      stableHash: hash,
      previewHash: hash,
    });
    this.identify(replicaSet, { cluster, service: name, owner });
    Object.assign(replicaSet.metadata.annotations ?? {}, {
      'rollout.argoproj.io/desired-replicas': String(PODS_PER_REPLICA_SET),
      'rollout.argoproj.io/revision': String(index + 1),
    });
    const replicas = PODS_PER_REPLICA_SET;
    Object.assign(replicaSet.spec, { replicas });
    Object.assign(replicaSet.status, {
      replicas,
      availableReplicas: replicas,
      fullyLabeledReplicas: replicas,
      readyReplicas: replicas,
    });
    return replicaSet;
  }

  private createPods(options: OwnedOptions): ApiObject[] {
    const { cluster, name, hash, owner } = options;
    return Array.from({ length: PODS_PER_REPLICA_SET }, (_, index) => {
      const pod = this.rename(this.recorded.pod, {
        name,
        stableHash: hash,
        previewHash: hash,
      });
      const suffix = digest(`${cluster}/${name}/${hash}/${index}`).slice(0, 5);
      pod.metadata.name = `${name}-${hash}-${suffix}`;
      this.identify(pod, { cluster, service: name, owner });
      return pod;
    });
  }

  private rename(
    text: string,
    names: { name: string; stableHash: string; previewHash: string },
  ): ApiObject {
    return JSON.parse(
      text
        .replaceAll(RECORDED.name, names.name)
        .replaceAll(RECORDED.stableHash, names.stableHash)
        .replaceAll(RECORDED.previewHash, names.previewHash)
        .replaceAll('nginx:', `registry.shop.example/shop/${names.name}:`),
    );
  }

  private identify(
    object: ApiObject,
    about: { cluster: string; service: string; owner?: ApiObject },
  ): void {
    const { metadata } = object;
    this.version += 1;
    metadata.namespace = NAMESPACE;
    metadata.resourceVersion = String(this.version);
    metadata.uid = uidOf(`${about.cluster}/${metadata.name}/${this.version}`);
    metadata.labels = {
      ...metadata.labels,
      'backstage.io/kubernetes-id': about.service,
    };
    const { owner } = about;
    if (owner) {
      const { name, uid } = owner.metadata;
      metadata.ownerReferences = metadata.ownerReferences?.map(reference => ({
        ...reference,
        name,
        uid,
      }));
    }
  }
}

interface OwnedOptions {
  cluster: string;
  name: string;
  hash: string;
  owner: ApiObject;
  index: number;
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function uidOf(text: string): string {
  return digest(text)
    .slice(0, 32)
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
