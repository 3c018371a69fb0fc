import { randomBytes } from 'crypto';
import { writeFile } from 'fs/promises';
import { join } from 'path';
import { RequestCounter, startArgoCd } from '@shop-portal/lab';
import { freePorts } from '../controlPlane/ports';
import { ContractArgoCd, ContractCluster } from './ContractSide';
import { createRepository } from './createRepository';

/** The lab's Argo CD for one cluster, with a repository of its own. */
export async function startLabArgoCd(
  cluster: ContractCluster,
  dataDir: string,
): Promise<{ argoCd: ContractArgoCd; close: () => Promise<void> }> {
  const repository = await createRepository(dataDir);
  const caFile = join(dataDir, 'contract-ca.crt');
  await writeFile(caFile, Buffer.from(cluster.caData, 'base64'));
  const token = () => randomBytes(24).toString('hex');
  const tokens = { portal: token(), reader: token() };
  const [port] = await freePorts(1);
  const { notifyPush, close } = await startArgoCd({
    port,
    tokens,
    dataDir,
    portalUrl: 'http://localhost:3000',
    counter: new RequestCounter(),
    clusters: {
      [cluster.name]: { url: cluster.url, caFile, token: cluster.tokens.admin },
    },
    repository: { url: repository.url, fetchUrl: repository.url },
    onError: error => {
      throw error;
    },
  });
  const url = `http://localhost:${port}`;
  return { argoCd: { url, tokens, cluster, repository, notifyPush }, close };
}
