import { join } from 'path';
import {
  ClusterModules,
  moduleFile,
  program,
  rolloutsModule,
  RolloutsVersion,
} from './ClusterPrograms';
import { makeTokens, writeKubeconfigs } from './clusterUsers';
import { httpStatus } from './httpStatus';
import { Kubectl } from './Kubectl';
import { MANIFESTS } from './manifests';
import { freePorts } from './ports';
import { Processes } from './Processes';
import { startApiServer } from './startApiServer';
import { startControllers } from './startControllers';
import { Tiers, TierTokens } from './Tiers';

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
