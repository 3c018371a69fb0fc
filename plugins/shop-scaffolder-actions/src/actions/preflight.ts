import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkEnvironment,
  checkOverlay,
  checkOwner,
  checkService,
  PreflightSources,
  PreflightTask,
} from '../preflight';
import { formatProblems } from './formatProblems';
import { examples } from './preflight.examples';

/**
 * Checks what a template is going to make before anything is written, and says
 * where it will live.
 */
export function createPreflightAction(sources: PreflightSources) {
  const { shopCreate, repositories } = sources;
  const { owner: organisation } = shopCreate.github;
  const { deploymentRepository, infrastructureRepository } = shopCreate.github;

  return createTemplateAction({
    id: 'shop:preflight',
    description:
      'Checks names, owner, existing files and networks of a new service, overlay or environment, and tells all problems at once. Writes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        owner: z =>
          z
            .string()
            .optional()
            .describe(
              'Reference of the owning group, one of the person. An overlay belongs to the owner of its service.',
            ),
        service: z =>
          z
            .object({
              name: z.string(),
              description: z.string().optional(),
              system: z.string(),
              minimumPods: z.number().optional(),
              maximumPods: z.number().optional(),
            })
            .optional()
            .describe('A new service'),
        overlay: z =>
          z
            .object({
              service: z.string(),
              environment: z.string(),
              promotion: z.enum(['automatic', 'person']),
              reachable: z.boolean(),
              minimumPods: z.number().optional(),
              maximumPods: z.number().optional(),
            })
            .optional()
            .describe('Another environment of a service'),
        environment: z =>
          z
            .object({
              account: z.string(),
              accountId: z.string(),
              region: z.string(),
              environment: z.string(),
              name: z.string(),
              cidr: z.string(),
              system: z.string(),
              newFolders: z.array(z.string()).optional(),
            })
            .optional()
            .describe('A new environment of the infrastructure'),
      },
      output: {
        organisation: z => z.string().describe('GitHub organisation'),
        registry: z => z.string().describe('Where images are published'),
        team: z => z.string().describe('Name of the owning group'),
        ownerRef: z => z.string().describe('Full reference of the owner'),
        deploymentRepository: z =>
          z.string().describe('Name of the deployment repository'),
        deploymentUrl: z =>
          z.string().describe('Address of the deployment repository'),
        infrastructureRepository: z =>
          z
            .string()
            .describe(
              'Name of the infrastructure repository, empty where none is configured',
            ),
        infrastructureFiles: z =>
          z
            .array(z.string())
            .describe('Every .hcl file of the infrastructure repository'),
        service: z =>
          z
            .object({
              image: z.string(),
              sourceUrl: z.string(),
              environments: z.array(
                z.object({
                  environment: z.string(),
                  production: z.boolean(),
                  cluster: z.string(),
                  namespace: z.string(),
                }),
              ),
            })
            .optional()
            .describe('Where a new service will live, first environment first'),
        overlay: z =>
          z
            .object({
              entityRef: z.string(),
              system: z.string(),
              image: z.string(),
              place: z.object({
                environment: z.string(),
                production: z.boolean(),
                cluster: z.string(),
                namespace: z.string(),
              }),
              workload: z.object({
                apiVersion: z.string(),
                kind: z.string(),
                blueGreen: z.boolean(),
                service: z.string(),
                container: z.number().int(),
                hasEnvFrom: z.boolean(),
                readsDatabase: z.boolean(),
                hasReplicas: z.boolean(),
                versionFields: z.array(z.string()),
                hasNetworkPolicy: z.boolean(),
              }),
            })
            .optional()
            .describe('What an overlay has to know of its service'),
        environment: z =>
          z
            .object({
              folder: z.string(),
              missing: z.object({
                root: z.boolean(),
                account: z.boolean(),
                region: z.boolean(),
              }),
              zones: z.array(z.string()),
              privateSubnets: z.array(z.string()),
              publicSubnets: z.array(z.string()),
              databaseSubnets: z.array(z.string()),
            })
            .optional()
            .describe('Where a new environment goes, and its subnets'),
      },
    },
    async handler(ctx) {
      const { service, overlay, environment } = ctx.input;
      const [deploymentUrl] = await Promise.all(
        [deploymentRepository, infrastructureRepository].map(readUrl),
      );
      const task: PreflightTask = {
        id: ctx.task.id,
        templateRef: ctx.templateInfo?.entityRef,
        user: ctx.user?.entity,
        signal: ctx.signal,
        log: message => ctx.logger.info(message),
        once,
      };
      const made = service && (await checkService(service, sources, task));
      const laid = overlay && (await checkOverlay(overlay, sources, task));
      const built =
        environment && (await checkEnvironment(environment, sources, task));
      const checks = [made, laid, built].flatMap(check => check ?? []);
      if (checks.length !== 1) {
        throw new InputError(
          'Say one of service, overlay and environment to check.',
        );
      }
      const owner = await checkOwner({
        text: (laid ? laid.owner : ctx.input.owner) ?? '',
        user: ctx.user?.entity,
        names: sources.names,
      });
      const problems = [
        ...checks[0].problems,
        // Without its service, an overlay has no owner to speak of.
        ...(laid && !laid.owner ? [] : owner.problems),
      ];
      if (problems.length > 0) {
        throw new InputError(
          formatProblems(`${describe()} cannot be created`, problems),
        );
      }
      ctx.logger.info(`Nothing is in the way of ${describe()}`);
      ctx.output('organisation', organisation);
      ctx.output('registry', shopCreate.registry);
      ctx.output('team', owner.output.team);
      ctx.output('ownerRef', owner.output.ownerRef);
      ctx.output('deploymentRepository', deploymentRepository);
      ctx.output('deploymentUrl', deploymentUrl);
      ctx.output('infrastructureRepository', infrastructureRepository ?? '');
      ctx.output(
        'infrastructureFiles',
        service || environment ? await readInfrastructureFiles() : [],
      );
      if (made && service) {
        ctx.output('service', {
          ...made.output,
          sourceUrl: new URL(service.name, deploymentUrl).toString(),
        });
      }
      if (laid?.output) {
        ctx.output('overlay', laid.output);
      }
      if (built?.output) {
        ctx.output('environment', built.output);
      }

      function describe(): string {
        if (overlay) {
          return `${overlay.service} in ${overlay.environment}`;
        }
        return environment
          ? `${environment.account}/${environment.region}/${environment.environment}`
          : service?.name ?? '';
      }

      async function readUrl(name: string | undefined): Promise<string> {
        const repository =
          name && (await repositories.getRepository(name, ctx.signal));
        if (name && !repository) {
          throw new InputError(
            `The repository ${organisation}/${name} does not exist. Ask a platform engineer.`,
          );
        }
        return repository ? repository.url : '';
      }

      async function readInfrastructureFiles(): Promise<string[]> {
        const files = infrastructureRepository
          ? await repositories.listFiles(infrastructureRepository, ctx.signal)
          : [];
        return files.filter(file => file.endsWith('.hcl'));
      }

      // A checkpoint that failed is tried again, one that passed is not.
      async function once(
        key: string,
        find: () => Promise<string[]>,
      ): Promise<string[]> {
        let found = new Array<string>();
        try {
          await ctx.checkpoint({
            key: `preflight.${key}`,
            fn: async () => {
              found = await find();
              if (found.length > 0) {
                throw new InputError(found.join(' '));
              }
              return { free: true };
            },
          });
        } catch (error) {
          if (found.length === 0) {
            throw error;
          }
        }
        return found;
      }
    },
  });
}
