import { join } from 'node:path';
import { countRequests, RequestCounter } from '../http/requestCounter';
import { serveLocally } from '../http/serveLocally';
import { Tokens } from './accounts';
import { createGitRouter } from './createGitRouter';
import { GitHubContext } from './GitHubContext';
import { GitHubState } from './GitHubState';
import { ImageRegistry } from './ImageRegistry';
import { PullRequests } from './PullRequests';
import { PushTagRequest, Releases } from './Releases';
import { PushListener, Repositories } from './Repositories';
import { createRestRouter } from './rest/createRestRouter';
import { seedRepositories } from './seedRepositories';
import { startWorkflow } from './startWorkflow';
import { validateOverlays } from './validateOverlays';
import { createWebRouter } from './web/createWebRouter';
import { WorkflowRuns } from './WorkflowRuns';

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

export interface GitHub {
  url: string;
  registry: ImageRegistry;
  /** Commits a tag to an overlay on `main`, as CI would. */
  pushTag(request: PushTagRequest): Promise<void>;
  close(): Promise<void>;
}

/** Starts the lab's GitHub, with its Actions and its container registry. */
export async function startGitHub(options: GitHubOptions): Promise<GitHub> {
  const { port, organization, tokens, seedsDir } = options;
  const origin = `http://localhost:${port}`;
  const site = { origin, organization };
  const dataDir = join(options.dataDir, 'github');
  const state = await GitHubState.open(dataDir);
  const repositories = new Repositories(dataDir, site, state);
  const registry = new ImageRegistry(state);
  await seedRepositories({ seedsDir, origin, repositories, registry });

  const releases = new Releases(repositories, registry);
  const pulls = new PullRequests(state);
  const runs = new WorkflowRuns(state, {
    workflowMillis: options.timings.workflowMillis,
    workflows: {
      release: run => releases.release(run),
      validate: run => validateOverlays(repositories, run),
    },
  });
  const context: GitHubContext = { site, tokens, repositories, pulls, runs };
  repositories.listen(async event => {
    await options.onPush?.(event);
    await startWorkflow(context, event);
    await releases.handlePush(event);
  });
  runs.resume();

  const server = await serveLocally(port, [
    countRequests(options.counter, 'github'),
    createRestRouter(context),
    createGitRouter(context),
    createWebRouter(context, options.portalUrl),
  ]);
  return {
    url: origin,
    registry,
    pushTag: request => releases.pushTag(request),
    async close() {
      await server.close();
      await runs.close();
      await repositories.drain();
      await state.save();
    },
  };
}
