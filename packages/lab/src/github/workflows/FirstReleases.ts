import { join } from 'node:path';
import { z } from 'zod';
import { ACTIONS } from '../identities';
import { ImageRegistry } from '../registry/ImageRegistry';
import { PushEvent, Repositories } from '../repositories';
import { StateFile } from '../StateFile';
import { DeploymentTags } from './DeploymentTags';
import { DEPLOYMENT_REPOSITORY, listOverlays, readTag } from './overlays';

const stateSchema = z.array(z.string());

/**
 * Gives a new overlay its first real image tag.
 *
 * @remarks
 * A new service's image is often there before its overlay, which then names a
 * tag that does not exist. Each overlay is helped once: a tag that is wrong
 * later stays wrong, as it would in a real repository.
 */
export class FirstReleases {
  private constructor(
    private readonly state: StateFile<string[]>,
    private readonly repositories: Repositories,
    private readonly registry: ImageRegistry,
    private readonly tags: DeploymentTags,
  ) {}

  static open(
    dataDir: string,
    repositories: Repositories,
    registry: ImageRegistry,
    tags: DeploymentTags,
  ): FirstReleases {
    const path = join(dataDir, 'released-overlays.json');
    const state = StateFile.open(path, stateSchema, []);
    return new FirstReleases(state, repositories, registry, tags);
  }

  async handlePush({ repository, branch, after }: PushEvent): Promise<void> {
    if (repository === DEPLOYMENT_REPOSITORY && branch === 'main' && after) {
      await this.check();
    }
  }

  /** From now on the overlay's tag is somebody's own decision. */
  markReleased(service: string, environment: string): void {
    const key = `${service}/${environment}`;
    if (!this.state.get().includes(key)) {
      this.state.update(keys => [...keys, key]);
    }
  }

  /** Looks for overlays that nobody has released yet. */
  async check(): Promise<void> {
    const git = this.repositories.find(DEPLOYMENT_REPOSITORY)?.git;
    const revision = await git?.resolve('main');
    if (!git || revision === undefined) {
      return;
    }
    const waiting = new Map<string, string[]>();
    for (const overlay of await listOverlays(git, revision)) {
      const { service, environment, path } = overlay;
      const released = this.state.get().includes(`${service}/${environment}`);
      const text = released ? undefined : await git.file(revision, path);
      const tag = text && readTag(text, service);
      const published = this.registry.tags(service);
      if (tag && published.includes(tag)) {
        this.markReleased(service, environment);
      } else if (tag && published.length > 0) {
        const environments = waiting.get(service) ?? [];
        waiting.set(service, [...environments, environment]);
      }
    }
    for (const [service, environments] of waiting) {
      await this.releaseNewest(service, environments);
    }
  }

  private async releaseNewest(service: string, environments: string[]) {
    const tag = this.registry.tags(service).at(-1) ?? '';
    await this.tags.write({
      service,
      environments,
      tag,
      author: ACTIONS,
      message: `First release of ${service}: ${tag}`,
    });
    for (const environment of environments) {
      this.markReleased(service, environment);
    }
  }
}
