import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ConflictError, InputError } from '@backstage/errors';
import {
  createTemplateAction,
  initRepoAndPush,
} from '@backstage/plugin-scaffolder-node';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import type { ShopCreateConfig } from '../config';
import { GitHubError, Repository, RepositoryClient } from '../github';
import { isMadeByTask, ServiceNames, toTaskUrl } from '../names';
import { examples } from './repositoryPublish.examples';

const BRANCH = 'main';

/**
 * Makes the repository of a service in the configured organisation, with a
 * rendered folder as its first commit.
 */
export function createRepositoryPublishAction(options: {
  config: Config;
  shopCreate: ShopCreateConfig;
  names: ServiceNames;
  repositories: RepositoryClient;
}) {
  const { config, names, repositories } = options;
  const { owner, host } = options.shopCreate.github;

  return createTemplateAction({
    id: 'shop:repository:publish',
    description:
      'Creates a repository in the configured GitHub organisation and pushes a rendered folder to main. Goes on with what an earlier try of the same task left.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the repository'),
        description: z => z.string().describe('One sentence about it'),
        sourcePath: z =>
          z.string().describe('Rendered folder to push, in the workspace'),
      },
      output: {
        remoteUrl: z => z.string().describe('Address of the repository'),
        repoContentsUrl: z =>
          z.string().describe('Address of its files on main'),
        commitHash: z => z.string().describe('Hash of the commit on main'),
        repositoryId: z =>
          z.number().int().describe('Number of the repository at GitHub'),
        organisationId: z =>
          z.number().int().describe('Number of the organisation at GitHub'),
      },
    },
    async handler(ctx) {
      const { name, description } = ctx.input;
      const problem = describeServiceNameProblem(name);
      if (problem) {
        throw new InputError(problem);
      }
      const slug = `${owner}/${name}`;
      const dir = resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath);
      const taskUrl = toTaskUrl(config.getString('app.baseUrl'), ctx.task.id);
      const use = await names.find(name, ctx.signal);
      const isOurs = isMadeByTask(use, {
        id: ctx.task.id,
        url: taskUrl,
        templateRef: ctx.templateInfo?.entityRef,
      });
      if (use.repository && !isOurs) {
        throw new ConflictError(
          `${slug} exists and was not made by this task. Choose another name.`,
        );
      }
      if (ctx.isDryRun) {
        ctx.logger.info(`Would create ${slug} and push ${dir} to ${BRANCH}`);
        output(
          { url: `https://${host}/${slug}`, id: 1, ownerId: 1 },
          '0'.repeat(40),
        );
        return;
      }

      const repository = await ctx.checkpoint({
        key: `create.repository.${slug}`,
        fn: async () => {
          const { url, cloneUrl, id, ownerId } =
            use.repository ??
            (await repositories.createRepository(
              { name, description, homepage: taskUrl },
              ctx.signal,
            ));
          return { url, cloneUrl, id, ownerId };
        },
      });
      ctx.signal?.throwIfAborted();
      const commitHash = await ctx.checkpoint({
        key: `push.repository.${slug}`,
        fn: async () =>
          (await repositories.readHead(name, BRANCH, ctx.signal)) ??
          push(repository.cloneUrl),
      });
      ctx.logger.info(`${slug} has ${commitHash} on ${BRANCH}`);
      output(repository, commitHash);

      function output(
        { url, id, ownerId }: Pick<Repository, 'url' | 'id' | 'ownerId'>,
        hash: string,
      ): void {
        ctx.output('remoteUrl', url);
        ctx.output('repositoryId', id);
        ctx.output('organisationId', ownerId);
        ctx.output('repoContentsUrl', `${url}/blob/${BRANCH}`);
        ctx.output('commitHash', hash);
      }

      async function push(remoteUrl: string): Promise<string> {
        try {
          const pushed = await initRepoAndPush({
            dir,
            remoteUrl,
            auth: {
              username: 'x-access-token',
              password: await repositories.getToken(),
            },
            logger: ctx.logger,
            defaultBranch: BRANCH,
            commitMessage: describeCommit(name, ctx.user?.ref),
            gitAuthorInfo: readAuthor(config),
          });
          return pushed.commitHash;
        } catch (error) {
          throw GitHubError.from(error, `the push to ${slug}`);
        }
      }
    },
  });
}

function describeCommit(name: string, userRef: string | undefined): string {
  const title = `Create ${name}`;
  return userRef ? `${title}\n\nRequested-by: ${userRef}` : title;
}

function readAuthor(config: Config) {
  return {
    name:
      config.getOptionalString('scaffolder.defaultAuthor.name') ??
      'Shop portal',
    email:
      config.getOptionalString('scaffolder.defaultAuthor.email') ??
      'shop-portal@users.noreply.github.com',
  };
}
