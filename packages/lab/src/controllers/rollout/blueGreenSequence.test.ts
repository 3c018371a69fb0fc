import { asRecord } from '../testUtils/asRecord';
import { SERVICES, isType, ROLLOUTS } from '../framework/resources';
import { TestCluster } from '../testUtils/TestCluster';
import { HASH_LABEL } from './schema';

/** What changed for somebody who watches the Rollout and its Services. */
function observed(cluster: TestCluster, hashes: Record<string, string>) {
  const nameOf = (hash: unknown) => hashes[String(hash)] ?? '-';
  const lines: string[] = [];
  for (const { resource, object } of cluster.events) {
    let line: string | undefined;
    if (isType(resource, ROLLOUTS)) {
      const status = asRecord(object.status);
      const { activeSelector, previewSelector } = asRecord(status.blueGreen);
      const { pauseConditions = [] } = status;
      const pauses = Array.isArray(pauseConditions)
        ? pauseConditions.length
        : 0;
      line = [
        `${status.phase ?? '-'} "${status.message ?? ''}"`,
        `current=${nameOf(status.currentPodHash)}`,
        `stable=${nameOf(status.stableRS)}`,
        `preview=${nameOf(previewSelector)}`,
        `active=${nameOf(activeSelector)}`,
        `pauses=${pauses}`,
        `controllerPause=${status.controllerPause ?? false}`,
      ].join(' ');
    } else if (isType(resource, SERVICES)) {
      const selector = asRecord(asRecord(object.spec).selector);
      line = `${object.metadata.name} := ${nameOf(selector[HASH_LABEL])}`;
    }
    if (line && line !== lines.findLast(other => other[0] === line?.[0])) {
      lines.push(line);
    }
  }
  return lines;
}

describe('blue-green sequence', () => {
  it('is that of the real controller', async () => {
    const cluster = TestCluster.start();
    await cluster.releaseAndPause();
    cluster.promote();
    await cluster.until(() => cluster.status.phase === 'Healthy');
    await cluster.quiet();
    cluster.stop();
    const hashes = {
      [cluster.hashOf('nginx:1.0')]: 'H1',
      [cluster.hashOf('nginx:2.0')]: 'H2',
    };
    expect(observed(cluster, hashes)).toEqual([
      'checkout-active := -',
      'checkout-preview := -',
      '- "" current=- stable=- preview=- active=- pauses=0 controllerPause=false',
      'checkout-preview := H1',
      'Progressing "more replicas need to be updated" current=H1 stable=H1 preview=H1 active=- pauses=0 controllerPause=false',
      'Progressing "updated replicas are still becoming available" current=H1 stable=H1 preview=H1 active=- pauses=0 controllerPause=false',
      'checkout-active := H1',
      'Healthy "" current=H1 stable=H1 preview=H1 active=H1 pauses=0 controllerPause=false',
      'checkout-preview := H2',
      'Progressing "more replicas need to be updated" current=H2 stable=H1 preview=H2 active=H1 pauses=0 controllerPause=false',
      'Progressing "active service cutover pending" current=H2 stable=H1 preview=H2 active=H1 pauses=0 controllerPause=false',
      'Paused "BlueGreenPause" current=H2 stable=H1 preview=H2 active=H1 pauses=1 controllerPause=true',
      'Paused "BlueGreenPause" current=H2 stable=H1 preview=H2 active=H1 pauses=0 controllerPause=true',
      'Progressing "active service cutover pending" current=H2 stable=H1 preview=H2 active=H1 pauses=0 controllerPause=true',
      'checkout-active := H2',
      'Healthy "" current=H2 stable=H2 preview=H2 active=H2 pauses=0 controllerPause=false',
    ]);
  });

  it('waits with the first switch until all pods are ready', async () => {
    const cluster = TestCluster.start({ podReadyMillis: 1_000 });
    cluster.createRollout();
    await cluster.until(() => cluster.pods.length === 2);
    await cluster.quiet();

    expect(cluster.status.message).toBe(
      'updated replicas are still becoming available',
    );
    expect(cluster.selector('active')).toBeUndefined();

    cluster.clock.advance(1_000);
    await cluster.until(() => cluster.status.phase === 'Healthy');
    cluster.stop();
    expect(cluster.selector('active')).toBe(cluster.hashOf('nginx:1.0'));
  });
});
