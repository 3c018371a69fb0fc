import { writeFileSync } from 'fs';
import { join } from 'path';
import { ClusterModules, program } from './ClusterPrograms';
import { PerUser } from './clusterUsers';
import { kwokStages } from './kwokStages';
import { freePorts } from './ports';
import { Processes } from './Processes';
import { ApiServer } from './startApiServer';

/** Starts what turns objects into pods that run, or seem to. */
export async function startControllers(
  { modules, dataDir }: { modules: ClusterModules; dataDir: string },
  processes: Processes,
  { certificates, signingKey }: ApiServer,
  kubeconfigs: PerUser,
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
