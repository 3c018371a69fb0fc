import { asRecord } from '../testUtils/asRecord';
import aborted from '../testUtils/fixtures/rollout-aborted.json';
import degraded from '../testUtils/fixtures/rollout-degraded-deadline.json';
import healthy from '../testUtils/fixtures/rollout-healthy.json';
import invalid from '../testUtils/fixtures/rollout-invalidspec.json';
import manuallyPaused from '../testUtils/fixtures/rollout-manually-paused.json';
import paused from '../testUtils/fixtures/rollout-paused.json';
import progressing from '../testUtils/fixtures/rollout-progressing.json';
import accepted from '../testUtils/fixtures/rollout-promote-accepted.json';
import promoting from '../testUtils/fixtures/rollout-promoting.json';
import replicaSets from '../testUtils/fixtures/replicasets-paused.json';
import services from '../testUtils/fixtures/services-paused.json';
import { masked } from '../testUtils/masked';
import { TestCluster } from '../testUtils/TestCluster';
import { HASH_LABEL } from './schema';

interface RealRollout {
  metadata: { name: string; generation: number };
  status: object;
}

/**
 * The real status in the words of the test's own cluster. The real controller
 * writes defaults into a new spec, which makes one more generation.
 */
function real(
  { metadata, status }: RealRollout,
  hashes: string[],
  replicas = 2,
) {
  const names = Object.fromEntries(
    hashes.map((hash, index) => [hash, `H${index + 1}`]),
  );
  const text = JSON.stringify(masked(status, names))
    .replaceAll(new RegExp(`(app=|\\\\")${metadata.name}`, 'g'), '$1checkout')
    .replaceAll(
      `"observedGeneration":"${metadata.generation}"`,
      `"observedGeneration":"${Math.max(metadata.generation - 1, 1)}"`,
    )
    .replaceAll(
      /(eplicas":)(\d+)/g,
      (_, field, count) => `${field}${(Number(count) * 2) / replicas}`,
    );
  return inOrder(JSON.parse(text));
}

/** The order of conditions means nothing. */
function inOrder(status: unknown): unknown {
  const { conditions } = asRecord(status);
  return {
    ...asRecord(status),
    conditions: Array.isArray(conditions)
      ? [...conditions].sort((a, b) => (a.type < b.type ? -1 : 1))
      : [],
  };
}

function seen(cluster: TestCluster, status = cluster.status) {
  const images = ['nginx:1.0', 'nginx:2.0'];
  const names = Object.fromEntries(
    cluster.replicaSets.map(({ metadata, spec }) => [
      metadata.labels[HASH_LABEL],
      `H${images.indexOf(spec.template.spec.containers[0].image) + 1}`,
    ]),
  );
  return inOrder(masked(status, names));
}

describe('status of a Rollout, field by field as on a real cluster', () => {
  let cluster: TestCluster;

  afterEach(() => {
    cluster.stop();
  });

  it('healthy', async () => {
    cluster = TestCluster.start();
    await cluster.release();
    expect(seen(cluster)).toEqual(real(healthy, ['57bd89c9bb']));
  });

  it('progressing', async () => {
    cluster = TestCluster.start({
      imageExists: image => image === 'nginx:1.0',
    });
    await cluster.release();
    cluster.setImage('nginx:2.0');
    await cluster.until(() => cluster.pods.length === 4);
    await cluster.quiet();
    expect(seen(cluster)).toEqual(
      real(progressing, ['66c6447b66', 'b974788f4']),
    );
  });

  it('paused', async () => {
    cluster = TestCluster.start();
    await cluster.releaseAndPause();
    expect(seen(cluster)).toEqual(real(paused, ['57bd89c9bb', '6689f997c5']));
  });

  it('while a promotion is accepted and taken', async () => {
    cluster = TestCluster.start();
    await cluster.releaseAndPause();
    const before = cluster.rolloutVersions.length;
    cluster.promote();
    await cluster.until(() => cluster.status.phase === 'Healthy');
    const [first, second] = cluster.rolloutVersions
      .slice(before)
      .map(({ status }) => seen(cluster, asRecord(status)));
    const hashes = ['7c4d75b697', '76b87d6944'];
    expect(first).toEqual(real(accepted, hashes, 3));
    expect(second).toEqual(real(promoting, hashes, 3));
  });

  it('aborted', async () => {
    cluster = TestCluster.start();
    await cluster.releaseAndPause();
    cluster.patchStatus({ abort: true });
    await cluster.until(() => cluster.status.phase === 'Degraded');
    await cluster.quiet();
    expect(seen(cluster)).toEqual(real(aborted, ['57bd89c9bb', '6689f997c5']));
  });

  it('past its progress deadline', async () => {
    cluster = TestCluster.start({
      imageExists: image => image === 'nginx:1.0',
    });
    await cluster.release({ spec: { progressDeadlineSeconds: 6 } });
    cluster.setImage('nginx:2.0');
    await cluster.until(() => cluster.pods.length === 4);
    await cluster.quiet();
    cluster.clock.advance(8_000);
    await cluster.until(() => cluster.status.phase === 'Degraded');
    expect(seen(cluster)).toEqual(real(degraded, ['66c6447b66', 'b974788f4']));
  });

  it('with an active Service that does not exist', async () => {
    cluster = TestCluster.start();
    cluster.createRollout({
      blueGreen: { activeService: 'nosuch', previewService: undefined },
    });
    await cluster.until(() => cluster.status.phase === 'Degraded');
    expect(seen(cluster)).toEqual(real(invalid, []));
  });

  it('paused by a person', async () => {
    cluster = TestCluster.start();
    await cluster.release();
    cluster.changeSpec({ paused: true });
    await cluster.until(() => cluster.status.phase === 'Paused');
    await cluster.quiet();
    expect(seen(cluster)).toEqual(real(manuallyPaused, ['6f8fdbd5b']));
  });

  it('has ReplicaSets like the real ones', async () => {
    cluster = TestCluster.start();
    await cluster.releaseAndPause();
    expect(cluster.replicaSets).toHaveLength(2);
    for (const [index, expected] of replicaSets.items.entries()) {
      const { metadata, spec, status } = cluster.replicaSetOf(
        `nginx:${index + 1}.0`,
      );
      const { labels } = expected.metadata;
      const theirs = masked(expected, { [labels[HASH_LABEL]]: 'H' });
      // The generation and the defaults of pods are not those of a real one.
      const { name, annotations } = metadata;
      const { replicas, selector } = spec;
      const { observedGeneration: _, ...counts } = status;
      expect(theirs).toMatchObject(
        masked(
          {
            metadata: { name, annotations, labels: metadata.labels },
            spec: { replicas, selector },
            status: counts,
          },
          { [metadata.labels[HASH_LABEL]]: 'H' },
        ) as object,
      );
    }
  });

  it('has Services marked like the real ones', async () => {
    cluster = TestCluster.start();
    await cluster.releaseAndPause();
    for (const expected of services.items) {
      const service = cluster.store.get({
        group: '',
        plural: 'services',
        namespace: 'shop',
        name: expected.metadata.name,
      });
      expect(service?.metadata.annotations).toEqual(
        expected.metadata.annotations,
      );
      expect(Object.keys(asRecord(asRecord(service?.spec).selector))).toEqual(
        Object.keys(expected.spec.selector),
      );
    }
  });
});
