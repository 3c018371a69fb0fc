import { generateKeyPairSync, randomBytes } from 'crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import {
  ClusterModules,
  moduleFile,
  program,
  rolloutsModule,
  RolloutsVersion,
} from './ClusterPrograms';
import { httpStatus } from './httpStatus';
import { writeKubeconfig } from './kubeconfig';
import { Kubectl } from './Kubectl';
import { kwokStages } from './kwokStages';
import { MANIFESTS } from './manifests';
import { freePorts } from './ports';
import { Processes } from './Processes';
import { Tiers, TierTokens } from './Tiers';

/** Who the parts of the control plane are to the API server. */
const USERS = {
  admin: { name: 'admin', groups: 'system:masters' },
  manager: { name: 'system:kube-controller-manager', groups: 'system:masters' },
  scheduler: { name: 'system:kube-scheduler', groups: 'system:masters' },
  kwok: { name: 'kwok', groups: 'system:masters' },
  rollouts: {
    name: 'system:serviceaccount:argo-rollouts:argo-rollouts',
    groups: 'system:serviceaccounts',
  },
};

type User = keyof typeof USERS;

export interface ControlPlaneOptions {
  /** By which the portal and Argo CD call it. */
  name: string;
  modules: ClusterModules;
  rolloutsVersion: RolloutsVersion;
  /** Namespaces in which services run. */
  namespaces: string[];
  /**
   * Where it keeps everything. What an earlier start has left in it is gone on
   * with; keys and tokens are made anew.
   */
  dataDir: string;
  /** Of the API server; a free one by default. */
  port?: number;
  /** Hears of a program that ended by itself. */
  onDeath: (message: string) => void;
}

/**
 * A real Kubernetes with the real Argo Rollouts controller: etcd, API server,
 * controller manager and scheduler, and kwok in place of kubelets.
 *
 * @remarks
 * The Rollouts controller listens on all addresses, so this belongs into a
 * network namespace that has nothing but loopback.
 */
export class ControlPlane {
  private constructor(
    readonly name: string,
    readonly url: string,
    /** PEM of what signed the API server's certificate, base64. */
    readonly caData: string,
    readonly rolloutsVersion: RolloutsVersion,
    readonly tokens: TierTokens & { admin: string },
    /** Path of the administrator's kubeconfig. */
    readonly kubeconfig: string,
    private readonly processes: Processes,
  ) {}

  /** Resolves when pods can be scheduled and Rollouts are looked after. */
  static async start(options: ControlPlaneOptions): Promise<ControlPlane> {
    const { name, modules, dataDir, rolloutsVersion } = options;
    const processes = Processes.create({
      logDir: join(dataDir, 'log'),
      onDeath: message => options.onDeath(`${name}: ${message}`),
    });
    const tokens = makeTokens();
    const api = await startApiServer(options, processes, tokens);
    const kubeconfigs = writeKubeconfigs(dataDir, api, tokens);
    await startControllers(options, processes, api, kubeconfigs);

    const kubectl = await Kubectl.create(kubeconfigs.admin);
    const rollouts = rolloutsModule(modules, rolloutsVersion);
    await kubectl.ensureNamespace('argo-rollouts');
    await kubectl.apply(
      moduleFile(rollouts, 'manifests/crds/'),
      moduleFile(rollouts, 'manifests/role/argo-rollouts-clusterrole.yaml'),
      join(MANIFESTS, 'access.yaml'),
      join(MANIFESTS, 'node.yaml'),
    );
    await kubectl.run(
      'wait',
      '--for=condition=established',
      'crd/rollouts.argoproj.io',
      'crd/analysisruns.argoproj.io',
    );
    const [health, metrics] = await freePorts(2);
    processes.start(
      'rollouts-controller',
      program(rollouts, 'rollouts-controller'),
      [
        `--kubeconfig=${kubeconfigs.rollouts}`,
        '--leader-elect=false',
        `--healthzPort=${health}`,
        `--metricsPort=${metrics}`,
        '--namespace=argo-rollouts',
      ],
    );
    const tiers = Tiers.create(kubectl);
    await tiers.install();
    for (const namespace of options.namespaces) {
      await tiers.addNamespace(namespace);
    }
    await processes.untilReady('rollouts-controller', async () => {
      const url = `http://127.0.0.1:${health}/healthz`;
      return (await httpStatus(url)) === 200;
    });
    await kubectl.run('wait', '--for=condition=Ready', 'node/node-0');
    return new ControlPlane(
      name,
      api.url,
      api.caData,
      rolloutsVersion,
      { ...(await tiers.createTokens()), admin: tokens.admin },
      kubeconfigs.admin,
      processes,
    );
  }

  stop(): Promise<void> {
    return this.processes.stop();
  }
}

function makeTokens(): Record<User, string> {
  const token = () => randomBytes(24).toString('hex');
  return {
    admin: token(),
    manager: token(),
    scheduler: token(),
    kwok: token(),
    rollouts: token(),
  };
}

interface ApiServer {
  url: string;
  caData: string;
  certificates: string;
  signingKey: string;
}

async function startApiServer(
  { modules, dataDir, port }: ControlPlaneOptions,
  processes: Processes,
  tokens: Record<User, string>,
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
    Object.entries(USERS)
      .map(([user, { name, groups }]) =>
        [tokens[user as User], name, user, `"${groups}"`].join(','),
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

function writeKubeconfigs(
  dataDir: string,
  { url, caData }: ApiServer,
  tokens: Record<User, string>,
): Record<User, string> {
  const write = (user: User) =>
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

async function startControllers(
  { modules, dataDir }: ControlPlaneOptions,
  processes: Processes,
  { certificates, signingKey }: ApiServer,
  kubeconfigs: Record<User, string>,
): Promise<void> {
  const [managerPort, schedulerPort, kwokPort] = await freePorts(3);
  const common = (kubeconfig: string, port: number) => [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${certificates}`,
    '--kube-api-qps=200',
    '--kube-api-burst=400',
    '--profiling=false',
  ];
  processes.start(
    'kube-controller-manager',
    program(modules.kubernetes, 'kube-controller-manager'),
    [
      ...common(kubeconfigs.manager, managerPort),
      `--service-account-private-key-file=${signingKey}`,
      `--root-ca-file=${join(certificates, 'apiserver.crt')}`,
    ],
  );
  processes.start(
    'kube-scheduler',
    program(modules.kubernetes, 'kube-scheduler'),
    common(kubeconfigs.scheduler, schedulerPort),
  );
  const stages = join(dataDir, 'kwok.yaml');
  writeFileSync(stages, kwokStages(modules.kwok));
  processes.start('kwok', program(modules.kwok, 'kwok'), [
    `--kubeconfig=${kubeconfigs.kwok}`,
    `--config=${stages}`,
    '--manage-all-nodes=true',
    '--node-ip=127.0.0.1',
    '--cidr=10.244.0.0/16',
    '--node-lease-duration-seconds=40',
    `--server-address=127.0.0.1:${kwokPort}`,
  ]);
}
