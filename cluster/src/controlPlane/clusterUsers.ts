import { randomBytes } from 'crypto';
import { join } from 'path';
import { writeKubeconfig } from './kubeconfig';

/** Who the parts of the control plane are to the API server. */
export const CLUSTER_USERS = {
  admin: { name: 'admin', groups: 'system:masters' },
  manager: { name: 'system:kube-controller-manager', groups: 'system:masters' },
  scheduler: { name: 'system:kube-scheduler', groups: 'system:masters' },
  kwok: { name: 'kwok', groups: 'system:masters' },
  rollouts: {
    name: 'system:serviceaccount:argo-rollouts:argo-rollouts',
    groups: 'system:serviceaccounts',
  },
};

export type ClusterUser = keyof typeof CLUSTER_USERS;

/** One token, or one file, for each of them. */
export type PerUser = Record<ClusterUser, string>;

/** Tokens that nobody had before. */
export function makeTokens(): PerUser {
  const token = () => randomBytes(24).toString('hex');
  return {
    admin: token(),
    manager: token(),
    scheduler: token(),
    kwok: token(),
    rollouts: token(),
  };
}

/** Writes how each of them reaches the API server; gives the files. */
export function writeKubeconfigs(
  dataDir: string,
  { url, caData }: { url: string; caData: string },
  tokens: PerUser,
): PerUser {
  const write = (user: ClusterUser) =>
    writeKubeconfig({
      path: join(dataDir, `kubeconfig-${user}`),
      url,
      caData,
      token: tokens[user],
    });
  return {
    admin: write('admin'),
    manager: write('manager'),
    scheduler: write('scheduler'),
    kwok: write('kwok'),
    rollouts: write('rollouts'),
  };
}
