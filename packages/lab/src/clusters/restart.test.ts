import { createMockDirectory } from '@backstage/backend-test-utils';
import { readFile, rm, stat } from 'fs/promises';
import { CertificateAuthority } from '../kubernetes';
import { rollout } from '../kubernetes/__testUtils__/objects';
import { openStore } from './openStore';

describe('a restart', () => {
  const directory = createMockDirectory();

  function openCluster() {
    return openStore({
      cluster: 'shop-dev',
      dataDir: directory.path,
      namespaces: ['ecommerce'],
      onError: error => {
        throw error;
      },
    });
  }

  beforeEach(() => directory.clear());

  it('finds the cluster as it was', async () => {
    const first = await openCluster();
    first.store.create({ group: 'argoproj.io', plural: 'rollouts' }, rollout());
    await first.close();

    const second = await openCluster();
    await second.close();

    expect(second.store.snapshot()).toEqual(first.store.snapshot());
  });

  it('keeps what a cluster stores from other users of the machine', async () => {
    const cluster = await openCluster();
    await cluster.close();

    const { mode } = await stat(directory.resolve('kubernetes/shop-dev.json'));
    expect(mode % 0o1000).toBe(0o600);
  });

  it('keeps the certificate authority, and makes an incomplete one anew', async () => {
    const first = await CertificateAuthority.open(directory.path);
    const second = await CertificateAuthority.open(directory.path);
    expect(second.certificate).toBe(first.certificate);
    expect(await readFile(first.file, 'utf8')).toBe(first.certificate);
    const key = directory.resolve('kubernetes/ca.key');
    expect((await stat(key)).mode % 0o1000).toBe(0o600);

    await rm(key);
    const third = await CertificateAuthority.open(directory.path);
    expect(third.certificate).not.toBe(first.certificate);
  });
});
