import { asRecord } from '../testUtils/asRecord';
import { PODS, ROLLOUTS, SERVICES } from '../framework/resources';
import { toTimestamp } from '../framework/time';
import { NAMESPACE, TestCluster } from '../testUtils/TestCluster';
import { DESIRED_REPLICAS, REVISION, SCALE_DOWN_DEADLINE } from './schema';

const KEY = { ...ROLLOUTS, namespace: NAMESPACE, name: 'checkout' };

let cluster: TestCluster;

beforeEach(() => {
  cluster = TestCluster.start();
});

afterEach(() => {
  cluster.stop();
});

function deadlineOf(image: string): string | undefined {
  return cluster.replicaSetOf(image).metadata.annotations[SCALE_DOWN_DEADLINE];
}

async function phase(wanted: string): Promise<void> {
  await cluster.until(() => cluster.status.phase === wanted);
  await cluster.quiet();
}

/** What an observer sees: the Services and the Rollout's status. */
function seen() {
  return {
    active: cluster.selector('active'),
    preview: cluster.selector('preview'),
    status: cluster.status,
  };
}

function liveAt(image: string) {
  const hash = cluster.hashOf(image);
  return {
    active: hash,
    preview: hash,
    status: {
      phase: 'Healthy',
      stableRS: hash,
      currentPodHash: hash,
      blueGreen: { activeSelector: hash, previewSelector: hash },
    },
  };
}

function pausedAt(image: string, live: string) {
  return {
    active: cluster.hashOf(live),
    preview: cluster.hashOf(image),
    status: {
      phase: 'Paused',
      message: 'BlueGreenPause',
      controllerPause: true,
      pauseConditions: [{ reason: 'BlueGreenPause' }],
      currentPodHash: cluster.hashOf(image),
      stableRS: cluster.hashOf(live),
    },
  };
}

/** When each pause of the Rollout started, as far as they differ in revision. */
function pauses(): unknown[] {
  const paused = cluster.rolloutVersions
    .map(({ status }) => asRecord(status))
    .filter(status => status.phase === 'Paused')
    .map(({ currentPodHash }) => currentPodHash);
  return [...new Set(paused)];
}

/** Waits until the image is live, by auto-promotion. */
async function update(image: string): Promise<void> {
  cluster.setImage(image);
  await cluster.until(
    () => cluster.status.currentPodHash !== cluster.status.stableRS,
  );
  await phase('Healthy');
}

/** Waits until the pods of the version before are gone. */
async function scaleDownOld(): Promise<void> {
  cluster.clock.advance(30_000);
  await cluster.until(() => cluster.pods.length === 2);
  await cluster.quiet();
}

describe('promotion', () => {
  it('goes live once and gives the old version a deadline', async () => {
    await cluster.releaseAndPause();
    cluster.promote();
    await phase('Healthy');

    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
    expect(cluster.status.pauseConditions).toBeUndefined();
    expect(cluster.status.controllerPause).toBeUndefined();
    expect(deadlineOf('nginx:1.0')).toBe(
      toTimestamp(cluster.clock.now() + 30_000),
    );
    expect(cluster.pods).toHaveLength(4);

    cluster.clock.advance(29_000);
    await cluster.quiet();
    expect(cluster.pods).toHaveLength(4);

    cluster.clock.advance(1_000);
    await cluster.until(() => cluster.pods.length === 2);
    await cluster.quiet();
    expect(cluster.status.replicas).toBe(2);
    expect(deadlineOf('nginx:1.0')).toBeUndefined();
  });

  it('never scales the old version down with a delay of 0', async () => {
    await cluster.releaseAndPause({ blueGreen: { scaleDownDelaySeconds: 0 } });
    cluster.promote();
    await phase('Healthy');

    cluster.clock.advance(3_600_000);
    await cluster.quiet();
    expect(deadlineOf('nginx:1.0')).toBeUndefined();
    expect(cluster.pods).toHaveLength(4);
  });

  it('keeps no more old versions up than the revision limit', async () => {
    await cluster.release({
      blueGreen: { scaleDownDelayRevisionLimit: 1, autoPromotionEnabled: true },
    });
    for (const image of ['nginx:2.0', 'nginx:3.0']) {
      await update(image);
    }
    expect(cluster.replicaSetOf('nginx:1.0').spec.replicas).toBe(0);
    expect(cluster.replicaSetOf('nginx:2.0').spec.replicas).toBe(2);
  });

  it('needs nobody when auto-promotion is on', async () => {
    await cluster.release({ blueGreen: { autoPromotionEnabled: true } });
    await update('nginx:2.0');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
    expect(pauses()).toEqual([]);
  });
});

describe('auto-promotion after seconds', () => {
  const blueGreen = {
    autoPromotionEnabled: undefined,
    autoPromotionSeconds: 25,
  };

  it('switches when the countdown ends', async () => {
    await cluster.releaseAndPause({ blueGreen });
    cluster.clock.advance(24_000);
    await cluster.quiet();
    expect(seen()).toMatchObject(pausedAt('nginx:2.0', 'nginx:1.0'));

    cluster.clock.advance(1_000);
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
  });

  it('starts again when somebody clears the pause', async () => {
    await cluster.releaseAndPause({ blueGreen });
    cluster.clock.advance(20_000);
    cluster.promote();
    await cluster.until(() => Boolean(cluster.status.pauseConditions));
    await cluster.quiet();
    expect(cluster.status.pauseConditions).toEqual([
      {
        reason: 'BlueGreenPause',
        startTime: toTimestamp(cluster.clock.now()),
      },
    ]);

    cluster.clock.advance(24_000);
    await cluster.quiet();
    expect(seen()).toMatchObject(pausedAt('nginx:2.0', 'nginx:1.0'));

    cluster.clock.advance(1_000);
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
  });

  it('waits for a person when auto-promotion is off', async () => {
    await cluster.releaseAndPause({
      blueGreen: { autoPromotionEnabled: false, autoPromotionSeconds: 6 },
    });
    cluster.clock.advance(60_000);
    await cluster.quiet();
    expect(seen()).toMatchObject(pausedAt('nginx:2.0', 'nginx:1.0'));

    cluster.promote();
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
  });
});

describe('full promotion', () => {
  it('skips the pause and is taken away when done', async () => {
    await cluster.releaseAndPause();
    cluster.patchStatus({ promoteFull: true });
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
    expect(cluster.status.promoteFull).toBeUndefined();
  });

  it('is taken away from a healthy Rollout and not kept for later', async () => {
    await cluster.release();
    cluster.patchStatus({ promoteFull: true });
    await cluster.until(() => cluster.status.promoteFull === undefined);
    cluster.setImage('nginx:2.0');
    await phase('Paused');
    expect(seen()).toMatchObject(pausedAt('nginx:2.0', 'nginx:1.0'));
  });

  it('takes an abort away', async () => {
    await cluster.releaseAndPause();
    cluster.patchStatus({ abort: true });
    await phase('Degraded');
    cluster.patchStatus({ promoteFull: true });
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
    expect(cluster.status.abort).toBeUndefined();
  });

  it('does not let itself be aborted', async () => {
    cluster.stop();
    cluster = TestCluster.start({ podReadyMillis: 5_000 });
    cluster.createRollout();
    await cluster.until(() => cluster.pods.length === 2);
    await cluster.quiet();
    cluster.clock.advance(5_000);
    await phase('Healthy');
    cluster.setImage('nginx:2.0');
    await cluster.until(() => cluster.pods.length === 4);
    await cluster.quiet();
    cluster.patchStatus({ promoteFull: true });
    await cluster.quiet();
    cluster.patchStatus({ abort: true });
    await cluster.until(() => cluster.status.abort === undefined);
    await cluster.quiet();
    expect(cluster.status.promoteFull).toBe(true);

    cluster.clock.advance(5_000);
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
  });
});

describe('abort and retry', () => {
  it('leaves traffic alone and scales the preview down after 30 s', async () => {
    await cluster.releaseAndPause();
    cluster.patchStatus({ abort: true });
    await phase('Degraded');

    expect(cluster.status).toMatchObject({
      message: 'RolloutAborted: Rollout aborted update to revision 2',
      abort: true,
      abortedAt: toTimestamp(cluster.clock.now()),
    });
    expect(cluster.status.pauseConditions).toBeUndefined();
    expect(cluster.selector('active')).toBe(cluster.hashOf('nginx:1.0'));
    expect(cluster.selector('preview')).toBe(cluster.hashOf('nginx:2.0'));
    expect(deadlineOf('nginx:2.0')).toBe(
      toTimestamp(cluster.clock.now() + 30_000),
    );

    cluster.clock.advance(30_000);
    await cluster.until(() => cluster.pods.length === 2);
    await cluster.quiet();
    expect(cluster.replicaSetOf('nginx:2.0').spec.replicas).toBe(0);
    expect(cluster.status.phase).toBe('Degraded');
  });

  it('pauses again after a retry, also while the preview is still up', async () => {
    await cluster.releaseAndPause();
    for (const waitMillis of [0, 30_000]) {
      cluster.patchStatus({ abort: true });
      await phase('Degraded');
      cluster.clock.advance(waitMillis);
      await cluster.quiet();
      cluster.patchStatus({ abort: undefined });
      await phase('Paused');
      expect(seen()).toMatchObject(pausedAt('nginx:2.0', 'nginx:1.0'));
      expect(cluster.status.abortedAt).toBeUndefined();
      expect(deadlineOf('nginx:2.0')).toBeUndefined();
      expect(cluster.pods).toHaveLength(4);
    }
    expect(cluster.selector('active')).toBe(cluster.hashOf('nginx:1.0'));
  });

  it('is taken away when everything is promoted already', async () => {
    await cluster.release();
    cluster.patchStatus({ abort: true });
    await cluster.until(() => cluster.status.abort === undefined);
    await cluster.quiet();
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
  });

  it('ends with the next template', async () => {
    await cluster.releaseAndPause();
    cluster.patchStatus({ abort: true });
    await phase('Degraded');
    cluster.setImage('nginx:3.0');
    await phase('Paused');
    expect(seen()).toMatchObject(pausedAt('nginx:3.0', 'nginx:1.0'));
    expect(cluster.status.abort).toBeUndefined();
    expect(cluster.rollout.metadata.annotations?.[REVISION]).toBe('3');
  });

  it('ends on the way back to the stable version', async () => {
    await cluster.releaseAndPause();
    cluster.patchStatus({ abort: true });
    await phase('Degraded');
    cluster.setImage('nginx:1.0');
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
    expect(cluster.status.abort).toBeUndefined();
  });
});

describe('rollback', () => {
  it('to the stable version is done at once', async () => {
    await cluster.releaseAndPause();
    cluster.setImage('nginx:1.0');
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
    expect(pauses()).toHaveLength(1);
    expect(
      cluster.replicaSetOf('nginx:1.0').metadata.annotations[REVISION],
    ).toBe('3');
  });

  it('within the scale-down delay does not pause', async () => {
    await cluster.release();
    cluster.clock.advance(10_000);
    cluster.setImage('nginx:2.0');
    await phase('Paused');
    cluster.promote();
    await phase('Healthy');
    cluster.clock.advance(10_000);
    cluster.setImage('nginx:1.0');
    await cluster.until(
      () => cluster.status.stableRS === cluster.hashOf('nginx:1.0'),
    );
    await cluster.quiet();
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
    expect(cluster.replicaSets).toHaveLength(2);
    expect(pauses()).toHaveLength(1);
  });

  it('after the scale-down takes the old ReplicaSet and pauses', async () => {
    await cluster.releaseAndPause();
    cluster.promote();
    await phase('Healthy');
    await scaleDownOld();
    cluster.setImage('nginx:1.0');
    await phase('Paused');
    expect(seen()).toMatchObject(pausedAt('nginx:1.0', 'nginx:2.0'));
    expect(cluster.replicaSets).toHaveLength(2);
  });

  it('takes the template of the old ReplicaSet with all its defaults', async () => {
    await cluster.releaseAndPause();
    const { template } = cluster.replicaSetOf('nginx:1.0').spec;
    cluster.changeSpec({
      template: { ...template, metadata: { labels: { app: 'checkout' } } },
    });
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
    expect(cluster.replicaSets).toHaveLength(2);
  });

  it('keeps as many old versions as the history limit', async () => {
    await cluster.release({
      blueGreen: { autoPromotionEnabled: true },
      spec: { revisionHistoryLimit: 1 },
    });
    for (const image of ['nginx:2.0', 'nginx:3.0', 'nginx:4.0']) {
      await update(image);
      await scaleDownOld();
    }
    expect(
      cluster.replicaSets.map(
        ({ spec }) => spec.template.spec.containers[0].image,
      ),
    ).toEqual(['nginx:3.0', 'nginx:4.0']);
  });
});

describe('pause by a person', () => {
  it('makes pods for a new image but moves no Service', async () => {
    await cluster.release();
    cluster.changeSpec({ paused: true });
    await phase('Paused');
    cluster.setImage('nginx:2.0');
    await cluster.until(() => cluster.pods.length === 4);
    await cluster.quiet();
    expect(cluster.status).toMatchObject({ message: 'manually paused' });
    expect(cluster.status.pauseConditions).toBeUndefined();
    expect(cluster.selector('preview')).toBe(cluster.hashOf('nginx:1.0'));

    cluster.changeSpec({ paused: false });
    await cluster.until(() => cluster.status.message === 'BlueGreenPause');
    await cluster.quiet();
    expect(seen()).toMatchObject(pausedAt('nginx:2.0', 'nginx:1.0'));
  });
});

describe('restart', () => {
  it('replaces old pods one by one', async () => {
    cluster.stop();
    cluster = TestCluster.start({ podReadyMillis: 5_000 });
    cluster.createRollout();
    await cluster.quiet();
    cluster.clock.advance(5_000);
    await phase('Healthy');
    const before = cluster.pods.map(({ metadata }) => metadata.name);
    const left = () =>
      cluster.pods.filter(({ metadata }) => before.includes(metadata.name));

    const restartAt = toTimestamp(cluster.clock.now() + 10_000);
    cluster.changeSpec({ restartAt });
    await cluster.quiet();
    expect(left()).toHaveLength(2);
    for (const count of [1, 0]) {
      cluster.clock.advance(10_000);
      await cluster.until(() => left().length === count);
      await cluster.quiet();
      expect(left()).toHaveLength(count);
      expect(cluster.status.phase).toBe('Progressing');
    }
    cluster.clock.advance(10_000);
    await phase('Healthy');
    expect(cluster.status.restartedAt).toBe(restartAt);
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
  });
});

describe('an invalid spec', () => {
  it.each([
    [
      'a missing preview Service',
      { blueGreen: { previewService: 'nosuch' } },
      'spec.strategy.blueGreen.previewService: Invalid value: "nosuch": service "nosuch" not found',
    ],
    [
      'one Service for both',
      { blueGreen: { previewService: 'checkout-active' } },
      'spec.strategy.activeService: Invalid value: "checkout-active": This rollout uses the same service for the active and preview services, but two different services are required.',
    ],
    [
      'no template',
      { spec: { template: undefined } },
      'spec.template.spec.containers: Required value',
    ],
  ])('is %s', async (_, options, problem) => {
    cluster.createRollout(options);
    await phase('Degraded');
    const message = `The Rollout "checkout" is invalid: ${problem}`;
    expect(cluster.status).toMatchObject({
      message: `InvalidSpec: ${message}`,
      conditions: [{ type: 'InvalidSpec', status: 'True', message }],
    });
    expect(cluster.pods).toEqual([]);
  });

  it('is taken up when the missing Service comes', async () => {
    cluster.createRollout({ blueGreen: { activeService: 'later' } });
    await phase('Degraded');
    cluster.create(SERVICES, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'later', namespace: NAMESPACE },
      spec: { selector: { app: 'checkout' } },
    });
    await phase('Healthy');
    expect(JSON.stringify(cluster.status)).not.toContain('InvalidSpec');
  });
});

describe('a lost patch', () => {
  it('is not acted on until something touches the Rollout', async () => {
    await cluster.releaseAndPause();
    cluster.promote({ lost: true });
    await cluster.quiet();
    expect(cluster.status).toMatchObject({ phase: 'Paused' });
    expect(cluster.status.pauseConditions).toBeUndefined();

    // Everything else goes on: a lost pod is replaced.
    const [pod] = cluster.pods;
    cluster.store.delete({
      ...PODS,
      namespace: NAMESPACE,
      name: pod.metadata.name,
    });
    cluster.store.modify(
      { ...SERVICES, namespace: NAMESPACE, name: 'checkout-preview' },
      service => ({
        ...service,
        metadata: { ...service.metadata, labels: { touched: 'yes' } },
      }),
    );
    await cluster.until(
      () => cluster.pods.length === 4 && cluster.status.availableReplicas === 2,
    );
    cluster.clock.advance(600_000);
    await cluster.quiet();
    expect(cluster.status).toMatchObject({ phase: 'Paused', replicas: 4 });
    expect(cluster.selector('active')).toBe(cluster.hashOf('nginx:1.0'));

    cluster.store.modify(KEY, rollout => ({
      ...rollout,
      metadata: { ...rollout.metadata, annotations: { nudge: 'yes' } },
    }));
    await phase('Healthy');
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
  });
});

describe('the controller', () => {
  it('leaves a canary Rollout without phase', async () => {
    cluster.createRollout({
      spec: { strategy: { canary: { steps: [{ setWeight: 25 }] } } },
    });
    await cluster.quiet();
    expect(cluster.rollout.status).toBeUndefined();
  });

  it('goes on after a restart, deadlines included', async () => {
    await cluster.releaseAndPause();
    cluster.promote();
    await phase('Healthy');
    cluster.stop();
    cluster.clock.advance(31_000);
    cluster.restart();
    await cluster.until(() => cluster.pods.length === 2);
    expect(seen()).toMatchObject(liveAt('nginx:2.0'));
  });

  it('follows spec.replicas, also of the stable version while paused', async () => {
    await cluster.releaseAndPause();
    cluster.changeSpec({ replicas: 3 });
    await cluster.until(() => cluster.pods.length === 6);
    await cluster.quiet();
    expect(seen()).toMatchObject(pausedAt('nginx:2.0', 'nginx:1.0'));
    for (const { metadata, spec } of cluster.replicaSets) {
      expect(spec.replicas).toBe(3);
      expect(metadata.annotations[DESIRED_REPLICAS]).toBe('3');
    }
  });

  it('has one replica when the spec says nothing', async () => {
    await cluster.release({ spec: { replicas: undefined } });
    expect(cluster.pods).toHaveLength(1);
  });

  it('goes down to no pods, and up again', async () => {
    await cluster.release();
    cluster.changeSpec({ replicas: 0 });
    await cluster.until(() => cluster.pods.length === 0);
    await cluster.quiet();
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
    expect(cluster.status.availableReplicas).toBeUndefined();

    cluster.changeSpec({ replicas: 2 });
    await cluster.until(() => cluster.status.availableReplicas === 2);
    await cluster.quiet();
    expect(seen()).toMatchObject(liveAt('nginx:1.0'));
  });

  it('writes nothing while nothing happens', async () => {
    await cluster.releaseAndPause();
    const version = cluster.store.resourceVersion;
    cluster.restart();
    cluster.clock.advance(3_600_000);
    await cluster.quiet();
    expect(cluster.store.resourceVersion).toBe(version);
  });
});
