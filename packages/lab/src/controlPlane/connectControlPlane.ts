import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeKubeconfig } from '../kubernetes';
import { ClusterMirror } from './ClusterMirror';
import { ControlPlane } from './ControlPlane';
import {
  controlPlaneDir,
  readControlPlaneConnection,
} from './ControlPlaneConnection';
import { findWorkloads } from './findWorkloads';
import { sendPush } from './sendPush';

/** Connects the lab to a real control plane that runs beside it. */
export async function connectControlPlane(options: {
  dataDir: string;
  /** Of the deployment repository. */
  deploymentUrl: string;
}): Promise<ControlPlane> {
  const { dataDir, deploymentUrl } = options;
  const { clusters, argoCd } = readControlPlaneConnection(
    controlPlaneDir(dataDir),
  );
  const mirrors = await Promise.all(
    Object.entries(clusters).map(([name, { url, caFile, tokens }]) =>
      ClusterMirror.connect(name, { url, caFile, token: tokens.admin }),
    ),
  );
  const folder = join(dataDir, 'kubernetes');
  await mkdir(folder, { recursive: true });
  await writeKubeconfig({
    path: join(folder, 'kubeconfig'),
    clusters: await Promise.all(
      Object.entries(clusters).map(async ([name, { url, caFile, tokens }]) => ({
        name,
        url,
        certificate: await readFile(caFile, 'utf8'),
        tokens,
      })),
    ),
  });
  const notifyPush = () =>
    sendPush({
      webhooks: argoCd.webhooks,
      cloneUrl: deploymentUrl,
      branch: 'main',
    });
  // Until now nothing answered where it looks for the repository.
  await notifyPush();
  const refuse = () => {
    throw new Error(
      'This portal runs on the real control plane, which fails only by itself.',
    );
  };
  return {
    stores: new Map(mirrors.map(mirror => [mirror.cluster, mirror] as const)),
    controls: {
      loseNextPatch: refuse,
      fail: refuse,
      heal: refuse,
      scale: async request => {
        for (const { store, key } of findWorkloads(mirrors, request)) {
          await store.scale(key, request.replicas);
        }
      },
    },
    notifyPush,
    close: async () => {
      await Promise.all(mirrors.map(mirror => mirror.close()));
    },
  };
}
