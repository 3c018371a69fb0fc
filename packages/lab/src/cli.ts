import { Command, Option } from 'commander';
import path from 'node:path';
import { readLabConfig } from './config/readLabConfig';
import { LabControlClient } from './control';

const CLUSTERS = ['shop-dev', 'shop-prod', 'coffee-prod'];

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
    .description('make a cluster misbehave')
    .addOption(clusterOption())
    .addOption(
      new Option('--how <fault>', 'what is wrong')
        .choices(['down', 'slow', 'rate-limited', 'expired-watches'])
        .default('down'),
    )
    .option('--millis <number>', 'how slow', Number, 5000)
    .action(
      async (options: {
        cluster: string;
        how: 'down' | 'slow' | 'rate-limited' | 'expired-watches';
        millis: number;
      }) => {
        const { cluster, how: kind, millis } = options;
        await connect().fail(
          cluster,
          kind === 'slow' ? { kind, millis } : { kind },
        );
        process.stdout.write(`${cluster}: ${kind}.\n`);
      },
    );

  program
    .command('heal')
    .description('make a cluster well again')
    .addOption(clusterOption())
    .action(async (options: { cluster: string }) => {
      await connect().heal(options.cluster);
      process.stdout.write(`${options.cluster} is well.\n`);
    });

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
