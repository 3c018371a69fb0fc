import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  Entity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeServiceNameProblem,
  describeTakenServiceName,
} from '@shop-portal/plugin-shop-create-common';
import { readEnvironmentPlaces, ShopCreateConfig } from '../config';
import type { RepositoryClient } from '../github';
import { isMadeByTask, listTaken, ServiceNames, toTaskUrl } from '../names';
import { formatProblems } from './formatProblems';
import { examples } from './serviceCheck.examples';

/**
 * Checks what a new service needs before anything is written, and says where
 * it will live.
 */
export function createServiceCheckAction(options: {
  config: Config;
  shopCreate: ShopCreateConfig;
  names: ServiceNames;
  repositories: RepositoryClient;
}) {
  const { config, shopCreate, names, repositories } = options;
  const { owner: organisation, deploymentRepository } = shopCreate.github;

  return createTemplateAction({
    id: 'shop:service:check',
    description:
      'Checks that a service can be created: its name is valid and free, its system exists, and its owner is a group of the person. Writes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service'),
        description: z =>
          z.string().optional().describe('One sentence about the service'),
        owner: z => z.string().describe('Reference of the owning group'),
        system: z => z.string().describe('Name of the system it belongs to'),
      },
      output: {
        organisation: z =>
          z.string().describe('GitHub organisation of its repositories'),
        team: z => z.string().describe('Name of the owning group'),
        ownerRef: z => z.string().describe('Full reference of the owner'),
        sourceUrl: z =>
          z.string().describe('Address that its repository will have'),
        deploymentRepository: z =>
          z.string().describe('Name of the deployment repository'),
        deploymentUrl: z =>
          z.string().describe('Address of the deployment repository'),
        image: z => z.string().describe('Name of its image, without tag'),
        environments: z =>
          z
            .array(
              z.object({
                environment: z.string(),
                production: z.boolean(),
                cluster: z.string(),
                namespace: z.string(),
              }),
            )
            .describe('Where it will run, first environment first'),
      },
    },
    async handler(ctx) {
      const { name, system } = ctx.input;
      const deployment = await repositories.getRepository(
        deploymentRepository,
        ctx.signal,
      );
      if (!deployment) {
        throw new InputError(
          `The deployment repository ${organisation}/${deploymentRepository} does not exist. Ask a platform engineer.`,
        );
      }
      const ownerRef = parseGroupRef(ctx.input.owner);
      const environments = readEnvironmentPlaces(config, system);
      const nameProblem = describeServiceNameProblem(name);
      const problems = [
        ...(nameProblem ? [nameProblem] : await findNameUse()),
        ...(ctx.input.description ? [] : ['The description is empty.']),
        ...(await findOwnerProblem(ownerRef)),
        ...(await findMissing(toSystemRef(system), 'system', system)),
      ];
      if (environments.length === 0) {
        problems.push(`The system ${system} has no environment.`);
      }
      if (problems.length > 0 || !ownerRef) {
        throw new InputError(
          formatProblems(`${name} cannot be created`, problems),
        );
      }
      ctx.logger.info(
        `${name} is free, and ${environments.length} environments can have it`,
      );

      ctx.output('organisation', organisation);
      ctx.output('team', parseEntityRef(ownerRef).name);
      ctx.output('ownerRef', ownerRef);
      ctx.output('sourceUrl', new URL(name, deployment.url).toString());
      ctx.output('deploymentRepository', deploymentRepository);
      ctx.output('deploymentUrl', deployment.url);
      ctx.output('image', `${shopCreate.registry}/${name}`);
      ctx.output('environments', environments);

      async function findOwnerProblem(
        ref: string | undefined,
      ): Promise<string[]> {
        const missing = await findMissing(ref, 'group', ctx.input.owner);
        return missing.length > 0 || isMember(ctx.user?.entity, ref)
          ? missing
          : [`You are not in the group ${ctx.input.owner}.`];
      }

      async function findNameUse(): Promise<string[]> {
        const use = await names.find(name, ctx.signal);
        const task = {
          id: ctx.task.id,
          url: toTaskUrl(config.getString('app.baseUrl'), ctx.task.id),
          templateRef: ctx.templateInfo?.entityRef,
        };
        if (isMadeByTask(use, task)) {
          ctx.logger.info(`An earlier try of this task made ${name}: going on`);
          return [];
        }
        const taken = listTaken(use).map(place =>
          describeTakenServiceName(name, place),
        );
        const folder = `apps/${name}`;
        if (
          await repositories.hasPath(deploymentRepository, folder, ctx.signal)
        ) {
          taken.push(
            `"${name}" has a folder in ${organisation}/${deploymentRepository} (${folder}). Choose another name.`,
          );
        }
        return taken;
      }
    },
  });

  async function findMissing(
    ref: string | undefined,
    kind: string,
    text: string,
  ): Promise<string[]> {
    return ref && (await names.findEntity(ref))
      ? []
      : [`The ${kind} ${text} does not exist.`];
  }
}

function isMember(
  user: Entity | undefined,
  group: string | undefined,
): boolean {
  return (
    user?.relations?.some(
      ({ type, targetRef }) =>
        type === RELATION_MEMBER_OF && targetRef === group,
    ) ?? false
  );
}

function parseGroupRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text, { defaultKind: 'Group' });
    return ref.kind.toLocaleLowerCase('en-US') === 'group'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

function toSystemRef(name: string): string | undefined {
  return /^[a-z0-9-]+$/.test(name) ? `system:default/${name}` : undefined;
}
