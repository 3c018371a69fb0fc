import { DeploymentRepository } from '../controlPlane/DeploymentRepository';
import { ContractArgoCd, ContractCluster } from './ContractSide';
import { createRepository } from './createRepository';

/** Where a started Argo CD is, and what tests need to use it. */
export interface ArgoCdConnection {
  url: string;
  tokens: ContractArgoCd['tokens'];
  adminPassword: string;
  /** Where it reads the repositories of tests. */
  repositories: string;
}

/** The real Argo CD for one test file, with a repository of its own. */
export async function openRealArgoCd(options: {
  connection: ArgoCdConnection;
  cluster: ContractCluster;
  kubeconfig: string;
}): Promise<{ argoCd: ContractArgoCd; close: () => Promise<void> }> {
  const { connection, cluster, kubeconfig } = options;
  const { url, tokens, adminPassword, repositories } = connection;
  const repository = await createRepository(repositories);
  const deployments = await DeploymentRepository.create({
    kubeconfig,
    fetchUrl: repository.url,
  });
  return {
    argoCd: {
      url,
      tokens,
      adminPassword,
      cluster,
      repository,
      notifyPush: () => deployments.notifyPush(),
    },
    close: () => deployments.remove(),
  };
}
