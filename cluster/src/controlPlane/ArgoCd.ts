import { execFile } from 'child_process';
import { randomBytes } from 'crypto';
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { promisify } from 'util';
import {
  ARGOCD_NAMESPACE,
  argoCdObjects,
  RegisteredCluster,
  RegisteredRepository,
} from './argoCdObjects';
import { ArgoCdTokens, createArgoCdTokens } from './argoCdTokens';
import { installArgoCdTools } from './argoCdTools';
import { moduleFile, program } from './ClusterPrograms';
import { httpStatus } from './httpStatus';
import { Kubectl } from './Kubectl';
import { freePorts } from './ports';
import { Processes } from './Processes';

const run = promisify(execFile);

const RESYNC_SECONDS = 10;

export interface RealArgoCdOptions {
  /** Folder of the built module. */
  module: string;
  /** The path of redis-server, and what it needs to be found by the loader. */
  redis: { file: string; env?: Record<string, string> };
  /** Where it keeps everything but its objects. */
  dataDir: string;
  /** Of an administrator of the cluster that holds its own objects. */
  kubeconfig: string;
  /** All clusters that it deploys to, the one with its objects as well. */
  clusters: readonly RegisteredCluster[];
  repositories?: readonly RegisteredRepository[];
  /** Of its API; a free one by default. */
  port?: number;
  /** On which ApplicationSets hear of pushes; a free one by default. */
  applicationSetPort?: number;
  /** Hears of a program that ended by itself. */
  onDeath: (message: string) => void;
}

/**
 * A real Argo CD beside a control plane: Redis, repository server, application
 * controller, ApplicationSet controller and API server, without containers.
 *
 * @remarks
 * The application controller shows its metrics on all addresses, so this
 * belongs into a network namespace that has nothing but loopback.
 */
export class RealArgoCd {
  private constructor(
    readonly url: string,
    readonly tokens: ArgoCdTokens,
    readonly adminPassword: string,
    private readonly processes: Processes,
  ) {}

  /** Resolves when it answers and its controllers are at work. */
  static async start(options: RealArgoCdOptions): Promise<RealArgoCd> {
    const { module, dataDir } = options;
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const adminPassword = randomBytes(18).toString('base64url');
    await configure(options, adminPassword);

    const processes = Processes.create({
      logDir: join(dataDir, 'log'),
      onDeath: message => options.onDeath(`Argo CD: ${message}`),
    });
    const tools = await installArgoCdTools(module, join(dataDir, 'tools'));
    const url = await startPrograms(options, processes, tools);
    const tokens = await createArgoCdTokens(url, adminPassword);
    return new RealArgoCd(url, tokens, adminPassword, processes);
  }

  stop(): Promise<void> {
    return this.processes.stop();
  }
}

async function configure(
  options: RealArgoCdOptions,
  adminPassword: string,
): Promise<void> {
  const { module, dataDir, kubeconfig } = options;
  const kubectl = await Kubectl.create(kubeconfig);
  const { stdout: passwordHash } = await run(
    program(module, 'argocd'),
    ['account', 'bcrypt', '--password', adminPassword],
    { env: { ...process.env, ARGOCD_BINARY_NAME: 'argocd' } },
  );
  const objects = argoCdObjects({
    passwordHash: passwordHash.trim(),
    secretKey: randomBytes(32).toString('base64'),
    clusters: options.clusters,
    repositories: options.repositories ?? [],
  });
  const settings = join(dataDir, 'settings.json');
  writeFileSync(
    settings,
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    { mode: 0o600 },
  );
  await kubectl.ensureNamespace(ARGOCD_NAMESPACE);
  await kubectl.apply(moduleFile(module, 'manifests/crds/'));
  await kubectl.run(
    ...['--namespace', ARGOCD_NAMESPACE, 'apply', '--server-side'],
    ...['-k', moduleFile(module, 'manifests/base/config')],
  );
  // Another manager, so that what was applied before stays.
  await kubectl.run(
    ...['apply', '--server-side', '--field-manager=settings'],
    // Argo CD writes to its settings too.
    ...['--force-conflicts', '-f', settings],
  );
}

async function startPrograms(
  options: RealArgoCdOptions,
  processes: Processes,
  tools: string,
): Promise<string> {
  const { module, dataDir, kubeconfig, redis } = options;
  const [redisPort, repoPort, freePort, setProbe, freeWebhook, ...metrics] =
    await freePorts(9);
  const [repoMetrics, appMetrics, setMetrics, apiMetrics] = metrics;
  const apiPort = options.port ?? freePort;
  const setWebhook = options.applicationSetPort ?? freeWebhook;
  const redisAddress = localAddress(redisPort);
  const repoServer = localAddress(repoPort);
  const cluster = [
    ...['--kubeconfig', kubeconfig],
    ...['--namespace', ARGOCD_NAMESPACE],
  ];
  const env = {
    ...environment(dataDir, tools),
    // What would be read inside of a pod.
    KUBECONFIG: kubeconfig,
  };
  /** Argo CD is one program that acts by the name it is called by. */
  const start = (name: string, args: Array<string | number>) =>
    processes.start(name, program(module, 'argocd'), args.map(String), {
      ...env,
      ARGOCD_BINARY_NAME: name,
    });

  processes.start(
    'redis-server',
    redis.file,
    [
      ...['--bind', '127.0.0.1', '--port', String(redisPort)],
      ...['--save', '', '--appendonly', 'no', '--dir', dataDir],
    ],
    redis.env,
  );
  start('argocd-repo-server', [
    ...['--address', '127.0.0.1', '--port', repoPort],
    ...['--metrics-address', '127.0.0.1', '--metrics-port', repoMetrics],
    ...['--redis', redisAddress],
  ]);
  start('argocd-application-controller', [
    ...cluster,
    ...['--repo-server', repoServer, '--redis', redisAddress],
    ...['--metrics-port', appMetrics],
    ...['--app-resync', RESYNC_SECONDS, '--app-resync-jitter', 0],
  ]);
  start('argocd-applicationset-controller', [
    ...cluster,
    ...['--argocd-repo-server', repoServer],
    ...['--metrics-addr', localAddress(setMetrics)],
    ...['--probe-addr', localAddress(setProbe)],
    ...['--webhook-addr', localAddress(setWebhook)],
  ]);
  start('argocd-server', [
    ...cluster,
    '--insecure',
    ...['--address', '127.0.0.1', '--port', apiPort],
    ...['--metrics-address', '127.0.0.1', '--metrics-port', apiMetrics],
    ...['--repo-server', repoServer, '--redis', redisAddress],
  ]);

  const isUp = (port: number, path: string) => async () =>
    (await httpStatus(`http://${localAddress(port)}${path}`)) === 200;
  await Promise.all([
    processes.untilReady('argocd-server', isUp(apiPort, '/healthz')),
    processes.untilReady(
      'argocd-application-controller',
      isUp(appMetrics, '/healthz'),
    ),
    processes.untilReady(
      'argocd-applicationset-controller',
      // It has no check of its health.
      isUp(setMetrics, '/metrics'),
    ),
  ]);
  return `http://${localAddress(apiPort)}`;
}

/** Folders of its own instead of those in its container. */
function environment(dataDir: string, tools: string): Record<string, string> {
  const folder = (name: string) => {
    const path = join(dataDir, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  };
  return {
    PATH: `${tools}:${process.env.PATH ?? ''}`,
    HOME: folder('home'),
    TMPDIR: folder('tmp'),
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_GPG_DATA_PATH: folder('gpg'),
    ARGOCD_TLS_DATA_PATH: folder('tls'),
    ARGOCD_SSH_DATA_PATH: folder('ssh'),
    ARGOCD_ASK_PASS_SOCK: join(dataDir, 'askpass.sock'),
    ARGOCD_REPO_SERVER_PLUGIN_SOCK_FILE_PATH: folder('plugins'),
    ARGOCD_APPLICATION_CONTROLLER_REPLICAS: '1',
  };
}

function localAddress(port: number): string {
  return `127.0.0.1:${port}`;
}
