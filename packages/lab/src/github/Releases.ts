import { ACTIONS } from './accounts';
import { Person } from './git/GitRepository';
import { WorkflowRun } from './GitHubState';
import { ImageRegistry, REGISTRY } from './ImageRegistry';
import {
  DEPLOYMENT_REPOSITORY,
  overlayPath,
  parseOverlayPath,
  readTag,
  UNRELEASED,
  writeTag,
} from './overlays';
import { PushEvent, Repositories } from './Repositories';

/** Repositories that build more than the one service they are named after. */
const SERVICES: Record<string, string[]> = {
  coffeeshop: ['web', 'proxy', 'product', 'counter', 'barista', 'kitchen'],
};

interface TagRequest {
  service: string;
  environment: string;
  tag: string;
  author: Person;
}

export interface PushTagRequest extends TagRequest {
  /** Makes the image exist, where it does not yet. */
  publish?: boolean;
}

/** How images come to be, and their tags into the deployment repository. */
export class Releases {
  constructor(
    private readonly repositories: Repositories,
    private readonly registry: ImageRegistry,
  ) {}

  /** What `release.yml` does: an image, and its tag in the dev overlay. */
  async release({ repository, sha }: WorkflowRun): Promise<string[]> {
    const tag = sha.slice(0, 8);
    const notes: string[] = [];
    for (const service of SERVICES[repository] ?? [repository]) {
      this.registry.publish(service, tag);
      const environment = 'dev';
      const request = { service, environment, tag, author: ACTIONS };
      notes.push(
        `Published ${REGISTRY}/${service}:${tag}`,
        (await this.writeTag(request))
          ? `Wrote ${tag} to the dev overlay of ${service}`
          : `${service} has no dev overlay yet; the tag is written when there is one`,
      );
    }
    return notes;
  }

  /** Commits a tag to an overlay on `main`, as CI would. */
  async pushTag({ publish = false, ...request }: PushTagRequest) {
    const { service, environment, tag } = request;
    if (publish && !this.registry.tags(service).includes(tag)) {
      this.registry.publish(service, tag);
    }
    if (!(await this.writeTag(request))) {
      throw new Error(
        `${DEPLOYMENT_REPOSITORY} has no ${environment} overlay of ${service}`,
      );
    }
  }

  /**
   * Gives overlays that come without a tag the newest image of their service.
   * A tag that is wrong stays wrong, as in a real repository.
   */
  async handlePush({ repository, branch, sha }: PushEvent): Promise<void> {
    const git = this.repositories.find(repository)?.git;
    const isMain = repository === DEPLOYMENT_REPOSITORY && branch === 'main';
    if (!git || !isMain) {
      return;
    }
    const pattern = `newTag: ["']?${UNRELEASED}`;
    const found = await git.maybe(['grep', '-lE', pattern, sha]);
    for (const line of found?.split('\n') ?? []) {
      const overlay = parseOverlayPath(line.slice(sha.length + 1));
      const tag = overlay && this.registry.tags(overlay.service).at(-1);
      if (overlay && tag) {
        const request = { ...overlay, tag, author: ACTIONS };
        await this.writeTag(request, current => current === UNRELEASED);
      }
    }
  }

  /** False where the overlay does not exist. */
  private async writeTag(
    { service, environment, tag, author }: TagRequest,
    replaces = (current: string | undefined) => current !== tag,
  ): Promise<boolean> {
    const repository = this.repositories.find(DEPLOYMENT_REPOSITORY);
    const path = overlayPath(service, environment);
    return Boolean(
      await repository?.change(async () => {
        const { git } = repository;
        const head = await git.resolve('main');
        const text = head && (await git.file(head, path));
        if (text && replaces(readTag(text, service))) {
          const content = writeTag(text, service, tag);
          const message = `Release ${service} ${tag} to ${environment}`;
          const files = [{ path, content }];
          await git.commitFiles({ message, author, files });
        }
        return text;
      }),
    );
  }
}
