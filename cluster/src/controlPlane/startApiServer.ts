import { generateKeyPairSync } from 'crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ClusterModules, program } from './ClusterPrograms';
import { CLUSTER_USERS, ClusterUser, PerUser } from './clusterUsers';
import { httpStatus } from './httpStatus';
import { freePorts } from './ports';
import { Processes } from './Processes';

export interface ApiServer {
  url: string;
  /** PEM of what signed its certificate, base64. */
  caData: string;
  /** Folder of its certificate. */
  certificates: string;
  /** File of the key that signs tokens of service accounts. */
  signingKey: string;
}

/** Starts etcd and the API server; resolves when it is ready. */
export async function startApiServer(
  {
    modules,
    dataDir,
    port,
  }: { modules: ClusterModules; dataDir: string; port?: number },
  processes: Processes,
  tokens: PerUser,
): Promise<ApiServer> {
  const certificates = join(dataDir, 'certificates');
  mkdirSync(certificates, { recursive: true, mode: 0o700 });
  const signingKey = join(certificates, 'service-accounts.key');
  const publicKey = join(certificates, 'service-accounts.pub');
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  writeFileSync(signingKey, pair.privateKey.export(pem), { mode: 0o600 });
  writeFileSync(
    publicKey,
    pair.publicKey.export({ type: 'spki', format: 'pem' }),
  );
  const tokenFile = join(certificates, 'tokens.csv');
  writeFileSync(
    tokenFile,
    Object.entries(CLUSTER_USERS)
      .map(([user, { name, groups }]) =>
        [tokens[user as ClusterUser], name, user, `"${groups}"`].join(','),
      )
      .join('\n'),
    { mode: 0o600 },
  );

  const [etcdPort, peerPort, freePort] = await freePorts(3);
  const etcdUrl = `http://127.0.0.1:${etcdPort}`;
  const peerUrl = `http://127.0.0.1:${peerPort}`;
  processes.start('etcd', program(modules.etcd, 'etcd'), [
    `--data-dir=${join(dataDir, 'etcd')}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
    // Nothing of it has to outlive the machine.
    '--unsafe-no-fsync',
  ]);
  const securePort = port ?? freePort;
  const url = `https://127.0.0.1:${securePort}`;
  processes.start(
    'kube-apiserver',
    program(modules.kubernetes, 'kube-apiserver'),
    [
      `--etcd-servers=${etcdUrl}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      // It refuses to advertise loopback otherwise.
      '--endpoint-reconciler-type=none',
      // Tests see what a compaction forgets, and cannot wait 10 minutes for it.
      '--etcd-compaction-interval=1m',
      `--secure-port=${securePort}`,
      `--cert-dir=${certificates}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-signing-key-file=${signingKey}`,
      `--service-account-key-file=${publicKey}`,
      `--token-auth-file=${tokenFile}`,
      '--authorization-mode=RBAC',
      '--allow-privileged=true',
      '--profiling=false',
    ],
  );
  // It writes its certificate itself.
  const certificate = join(certificates, 'apiserver.crt');
  await processes.untilReady('kube-apiserver', async () => {
    const ca = readFileSync(certificate);
    const status = await httpStatus(`${url}/readyz`, {
      ca,
      token: tokens.admin,
    });
    return status === 200;
  });
  const caData = readFileSync(certificate).toString('base64');
  return { url, caData, certificates, signingKey };
}
