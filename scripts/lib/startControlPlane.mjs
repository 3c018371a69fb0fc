import fs from 'node:fs';
import path from 'node:path';
import { buildCluster } from './buildCluster.mjs';
import { debianProgram } from './debianPrograms.mjs';
import { canEnterNamespace, IN_NAMESPACE } from './networkNamespace.mjs';
import { untilMessage } from './readiness.mjs';
import { NODE_ARGS } from './startLab.mjs';
import { UserError } from './UserError.mjs';
import { rootDir } from './paths.mjs';

/** Builds what a real control plane takes. */
export async function prepareControlPlane() {
  if (!canEnterNamespace()) {
    throw new UserError(
      'This machine allows no network namespace, and parts of the real control plane would listen on all addresses without one. Start with --cluster lab.',
    );
  }
  return {
    modules: await buildCluster(),
    redis: await debianProgram('redis-server'),
  };
}

/**
 * Starts the real Kubernetes, Argo Rollouts and Argo CD.
 *
 * @returns how they are reached; undefined when they ended
 */
export async function startControlPlane(
  supervisor,
  { node, env },
  { lab, dataDir, programs, output },
) {
  console.log('◌ Starting Kubernetes, Argo Rollouts and Argo CD …');
  const folder = path.join(dataDir, 'control-plane');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const setup = path.join(folder, 'setup.json');
  fs.writeFileSync(setup, JSON.stringify(setupOf(lab, folder, programs)), {
    mode: 0o600,
  });
  const process = supervisor.start('The control plane', {
    command: node,
    args: [...NODE_ARGS, 'cluster/src/product/main.ts', setup],
    cwd: rootDir,
    env,
    output,
  });
  return (await untilMessage(process, 'ready'))
    ? JSON.parse(fs.readFileSync(path.join(folder, 'connection.json'), 'utf8'))
    : undefined;
}

/** As `cluster/src/product/ProductSetup.ts` has it. */
function setupOf({ kubernetes, argocd, github, ...lab }, dataDir, programs) {
  return {
    ...programs,
    dataDir,
    namespace: IN_NAMESPACE,
    clusters: kubernetes.clusters,
    argoCd: {
      port: argocd.port,
      applicationSetPort: lab.realControlPlane.applicationSetPort,
    },
    github: {
      port: github.port,
      repository: {
        url: `http://localhost:${github.port}/${github.organization}/deploy.git`,
        username: 'argocd',
        password: github.tokens.actions,
      },
    },
  };
}
