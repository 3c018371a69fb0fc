import {
  describeNetworkProblem,
  describeTakenNetwork,
} from '@shop-portal/plugin-shop-create-common';
import { Infrastructure, planNetwork, REGIONS } from '../infrastructure';
import type { PreflightResult, PreflightSources, PreflightTask } from './types';

/** What a new environment is. */
export interface EnvironmentAnswers {
  account: string;
  accountId: string;
  region: string;
  environment: string;
  /** What the names of its parts begin with, such as `MIR-DEV`. */
  name: string;
  cidr: string;
  system: string;
  /** Further folders of the repository that have to be new. */
  newFolders?: string[];
}

/** Where a new environment goes, and what it is made of. */
export interface EnvironmentPlan {
  /** Its folder in the infrastructure repository. */
  folder: string;
  /** Shared files that do not exist yet. */
  missing: { root: boolean; account: boolean; region: boolean };
  zones: string[];
  privateSubnets: string[];
  publicSubnets: string[];
  databaseSubnets: string[];
}

const FOLDER = /^[a-z][a-z0-9-]*$/;

/** Checks that an environment is new, and that its network is free. */
export async function checkEnvironment(
  answers: EnvironmentAnswers,
  sources: PreflightSources,
  task: PreflightTask,
): Promise<PreflightResult<EnvironmentPlan | undefined>> {
  const { account, region, environment, cidr, system } = answers;
  if (!sources.infrastructure) {
    return {
      problems: [
        'No infrastructure repository is configured. Ask a platform engineer.',
      ],
      output: undefined,
    };
  }
  const zones = REGIONS[region];
  const problems = [account, environment]
    .filter(name => !FOLDER.test(name))
    .map(name => `${JSON.stringify(name)} is no name of a folder.`);
  const network = describeNetworkProblem(cidr);
  if (network) {
    problems.push(network);
  }
  if (!zones) {
    problems.push(`The region ${JSON.stringify(region)} is not offered.`);
  }
  if (
    !FOLDER.test(system) ||
    !(await sources.names.findEntity(`system:default/${system}`))
  ) {
    problems.push(`The system ${system} does not exist.`);
  }
  if (problems.length > 0) {
    return { problems, output: undefined };
  }
  const standing = await sources.infrastructure.read(task.signal);
  const found = await task.once(
    `environment.${account}.${region}.${environment}`,
    async () => [
      ...findSame(answers, standing),
      ...(await findFolders(answers, sources, task)),
    ],
  );
  const plan = planNetwork(cidr);
  return {
    problems: [...found, ...findOtherAccount(answers, standing)],
    output: {
      folder: `live/${account}/${region}/${environment}`,
      missing: {
        root: !standing.files.includes('live/root.hcl'),
        account: !standing.files.includes(`live/${account}/account.hcl`),
        region: !standing.files.includes(
          `live/${account}/${region}/region.hcl`,
        ),
      },
      zones: [...zones],
      privateSubnets: plan.private,
      publicSubnets: plan.public,
      databaseSubnets: plan.database,
    },
  };
}

function findSame(
  { account, region, environment, name, cidr }: EnvironmentAnswers,
  { files, environments }: Infrastructure,
): string[] {
  const place = `${account}/${region}/${environment}`;
  const taken = environments.map(each => ({
    cidr: each.cidr,
    environment: each.place,
  }));
  const overlap = describeTakenNetwork(cidr, taken);
  const namesake = environments.find(
    each => each.name.toLowerCase() === name.toLowerCase(),
  );
  return [
    ...(files.some(file => file.startsWith(`live/${place}/`))
      ? [`live/${place} exists already.`]
      : []),
    ...(namesake ? [`${name} is the name of ${namesake.place} already.`] : []),
    ...(overlap ? [overlap] : []),
  ];
}

async function findFolders(
  { newFolders = [] }: EnvironmentAnswers,
  { repositories, infrastructure }: PreflightSources,
  { signal }: PreflightTask,
): Promise<string[]> {
  const found = new Array<string>();
  for (const folder of infrastructure ? newFolders : []) {
    if (
      await repositories.hasPath(infrastructure?.name ?? '', folder, signal)
    ) {
      found.push(`${folder} exists already.`);
    }
  }
  return found;
}

function findOtherAccount(
  { account, accountId }: EnvironmentAnswers,
  { accounts }: Infrastructure,
): string[] {
  const known = accounts.get(account);
  if (known !== undefined) {
    return known === accountId
      ? []
      : [`${account} is account ${known}, not ${accountId}.`];
  }
  const [other] = [...accounts].find(([, id]) => id === accountId) ?? [];
  return other ? [`Account ${accountId} is ${other} already.`] : [];
}
