import { Command, Option } from 'commander';
import path from 'node:path';
import { readLabConfig } from './config/readLabConfig';
import { LabControlClient } from './control';
import {
  MONITORING_UPSTREAMS,
  MonitoringUpstream,
  UPSTREAM_FAULTS,
} from './monitoring';

const CLUSTERS = ['shop-dev', 'shop-prod', 'coffee-prod'];
const CLUSTER_FAULTS = [
  'down',
  'slow',
  'rate-limited',
  'expired-watches',
] as const;

interface FailOptions {
  cluster: string;
  upstream?: MonitoringUpstream;
  how: string;
  millis: number;
}

/** The command line behind `yarn lab`. */
function createProgram(): Command {
  const program = new Command('yarn lab')
    .description('Drives the lab of a portal that runs on this machine.')
    .option('--data-dir <path>', 'where the portal keeps its data', '.portal');
  const connect = () =>
    LabControlClient.create(
      readLabConfig(path.resolve(program.opts<{ dataDir: string }>().dataDir)),
    );

  program
    .command('push-tag <service>')
    .description('commit an image tag to an overlay, as CI would')
    .requiredOption('--env <environment>', 'dev or prod')
    .requiredOption('--tag <tag>', 'the image tag')
    .option('--no-publish', 'leave the image out, so that its pods fail')
    .action(
      async (
        service: string,
        options: { env: string; tag: string; publish: boolean },
      ) => {
        const { env: environment, tag, publish } = options;
        await connect().pushTag({ service, environment, tag, publish });
        process.stdout.write(
          `${service} ${environment}: ${tag} is committed. Argo CD deploys it.\n`,
        );
      },
    );

  program
    .command('lose-next-patch')
    .description('let the controller lose the next promotion, as 1.9 does')
    .addOption(clusterOption())
    .action(async (options: { cluster: string }) => {
      await connect().loseNextPatch(options.cluster);
      process.stdout.write(`${options.cluster} loses the next patch.\n`);
    });

  program
    .command('fail')
    .description('make a cluster or a monitoring upstream misbehave')
    .addOption(clusterOption())
    .addOption(upstreamOption())
    .addOption(
      new Option('--how <fault>', 'what is wrong')
        .choices([...CLUSTER_FAULTS, ...UPSTREAM_FAULTS])
        .default('down'),
    )
    .option('--millis <number>', 'how slow a cluster is', Number, 5000)
    .action(async (options: FailOptions) => {
      const { cluster, upstream, how, millis } = options;
      if (upstream) {
        const fault = UPSTREAM_FAULTS.find(each => each === how);
        await connect().failUpstream(upstream, known(fault, upstream));
      } else {
        const kind = known(
          CLUSTER_FAULTS.find(each => each === how),
          cluster,
        );
        await connect().fail(
          cluster,
          kind === 'slow' ? { kind, millis } : { kind },
        );
      }
      process.stdout.write(`${upstream ?? cluster}: ${how}.\n`);
    });

  program
    .command('heal')
    .description('make a cluster or a monitoring upstream well again')
    .addOption(clusterOption())
    .addOption(upstreamOption())
    .action(async ({ cluster, upstream }: FailOptions) => {
      await (upstream
        ? connect().healUpstream(upstream)
        : connect().heal(cluster));
      process.stdout.write(`${upstream ?? cluster} is well.\n`);
    });

  program
    .command('scale <service>')
    .description('scale a service through the cluster, past Git')
    .requiredOption('--env <environment>', 'dev or prod')
    .requiredOption('--replicas <number>', 'how many pods', Number)
    .action(
      async (service: string, options: { env: string; replicas: number }) => {
        const { env: environment, replicas } = options;
        await connect().scale({ service, environment, replicas });
        process.stdout.write(
          `${service} ${environment}: scaled to ${replicas}.\n`,
        );
      },
    );

  program
    .command('requests')
    .description('how often each upstream was asked for what')
    .option('--reset', 'start counting anew')
    .action(async (options: { reset?: boolean }) => {
      const client = connect();
      const counts = Object.entries(await client.requests());
      for (const [request, count] of counts.sort(([, a], [, b]) => b - a)) {
        process.stdout.write(`${String(count).padStart(6)} ${request}\n`);
      }
      if (options.reset) {
        await client.resetRequests();
      }
    });
  return program;
}

function upstreamOption(): Option {
  return new Option('--upstream <name>', 'which upstream').choices(
    MONITORING_UPSTREAMS,
  );
}

/** Each kind of upstream has its own faults. */
function known<Fault>(fault: Fault | undefined, name: string): Fault {
  if (fault === undefined) {
    throw new Error(`${name} cannot fail in this way.`);
  }
  return fault;
}

function clusterOption(): Option {
  return new Option('--cluster <name>', 'which cluster')
    .choices(CLUSTERS)
    .default('shop-prod');
}

createProgram()
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
