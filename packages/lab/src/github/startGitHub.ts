import express from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { localOnly } from '../http/localOnly';
import { countRequests, RequestCounter } from '../http/requestCounter';
import { Tokens } from './authentication';
import { createGitRouter } from './createGitRouter';
import { GitHubContext } from './GitHubContext';
import { Links } from './Links';
import { PullRequests, PullRequestService } from './pulls';
import { FileImageRegistry, ImageRegistry } from './registry/ImageRegistry';
import {
  Branches,
  CommitFilesRequest,
  Person,
  PushListener,
  PushQueue,
  Repositories,
} from './repositories';
import { createRestRouter } from './rest/createRestRouter';
import { seedRepositories } from './seeds/seedRepositories';
import { createWebRouter } from './web/createWebRouter';
import {
  DEPLOYMENT_REPOSITORY,
  DeploymentTags,
  FirstReleases,
  ReleaseWorkflow,
  WorkflowRuns,
} from './workflows';

export interface GitHubOptions {
  port: number;
  organization: string;
  tokens: Tokens;
  /** The lab's folder; everything of GitHub is kept in `github` below it. */
  dataDir: string;
  seedsDir: string;
  portalUrl: string;
  counter: RequestCounter;
  timings: { workflowMillis: number };
  /** Hears of every accepted push, whoever made it, once it is on disk. */
  onPush?: PushListener;
}

export interface PushTagRequest {
  service: string;
  environment: string;
  tag: string;
  author: Person;
  /** Makes the image exist, where it does not yet. */
  publish?: boolean;
}

export interface GitHub {
  url: string;
  registry: ImageRegistry;
  commitFiles(request: CommitFilesRequest): Promise<string | undefined>;
  /** Commits a tag to an overlay on `main`, as CI would. */
  pushTag(request: PushTagRequest): Promise<void>;
  close(): Promise<void>;
}

/** Starts the lab's GitHub, with its Actions and its container registry. */
export async function startGitHub(options: GitHubOptions): Promise<GitHub> {
  const { port, organization, tokens, counter } = options;
  const dataDir = join(options.dataDir, 'github');
  const links = new Links(`http://localhost:${port}`, organization);
  const pushes = new PushQueue();
  const repositories = Repositories.open(dataDir);
  const branches = new Branches(repositories, pushes);
  const registry = FileImageRegistry.open(dataDir);
  const pulls = PullRequests.open(dataDir);
  const runs = WorkflowRuns.open(dataDir);
  const tags = new DeploymentTags(branches);
  const releases = FirstReleases.open(dataDir, repositories, registry, tags);
  const workflow = new ReleaseWorkflow({
    repositories,
    runs,
    registry,
    tags,
    workflowMillis: options.timings.workflowMillis,
  });
  await seedRepositories({
    seedsDir: options.seedsDir,
    origin: links.origin,
    repositories,
    branches,
    registry,
  });
  // Seeds are there from the beginning: nobody has pushed them.
  await pushes.drain();
  pushes.subscribe(event => releases.handlePush(event));
  pushes.subscribe(event => workflow.handlePush(event));
  if (options.onPush) {
    pushes.subscribe(options.onPush);
  }
  await releases.check();
  workflow.resume();

  const context: GitHubContext = {
    links,
    repositories,
    branches,
    pulls,
    pullService: new PullRequestService(pulls, branches),
    runs,
  };
  const app = express();
  app.disable('x-powered-by');
  app.use(localOnly({ port }));
  app.use(countRequests(counter, 'github'));
  app.use('/api/v3', createRestRouter(context, tokens));
  app.use(createGitRouter(context, tokens));
  app.use(createWebRouter(context, options.portalUrl));
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: links.origin,
    registry,
    commitFiles: request => branches.commitFiles(request),
    async pushTag({ service, environment, tag, author, publish = false }) {
      if (publish && !registry.tags(service).includes(tag)) {
        registry.publish(service, tag);
      }
      releases.markReleased(service, environment);
      const environments = [environment];
      const found = await tags.write({ service, environments, tag, author });
      if (found.length === 0) {
        throw new Error(
          `${DEPLOYMENT_REPOSITORY} has no ${environment} overlay of ${service}`,
        );
      }
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await workflow.close();
      await pushes.drain();
    },
  };
}
