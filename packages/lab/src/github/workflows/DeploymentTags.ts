import { Branches, Person } from '../repositories';
import {
  DEPLOYMENT_REPOSITORY,
  overlayPath,
  readTag,
  writeTag,
} from './overlays';

export interface TagRequest {
  service: string;
  environments: string[];
  tag: string;
  author: Person;
  message?: string;
}

/** Commits image tags to the deployment repository, as CI does. */
export class DeploymentTags {
  constructor(private readonly branches: Branches) {}

  /** The environments whose overlay exists, changed or not. */
  async write(request: TagRequest): Promise<string[]> {
    const { service, tag, environments, author } = request;
    const found: string[] = [];
    const message =
      request.message ?? `Release ${service} ${tag} to ${environments.join()}`;
    await this.branches.change(
      { repository: DEPLOYMENT_REPOSITORY, message, author },
      async ({ git }, head) => {
        const files = [];
        for (const environment of head === undefined ? [] : environments) {
          const path = overlayPath(service, environment);
          const text = await git.file(head ?? '', path);
          if (text !== undefined) {
            found.push(environment);
            if (readTag(text, service) !== tag) {
              files.push({ path, content: writeTag(text, service, tag) });
            }
          }
        }
        return files;
      },
    );
    return found;
  }
}
