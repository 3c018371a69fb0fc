import { GitHubState } from './GitHubState';

/** The name under which the images of this shop are known. */
export const REGISTRY = 'registry.shop.example/shop';

/** What a registry takes as a tag; nothing of it means anything in YAML. */
export const IMAGE_TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const SERVICE = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * The images that exist.
 *
 * @remarks
 * Only names: nothing is stored or pulled. Whether a name is known decides
 * whether a pod can start.
 */
export class ImageRegistry {
  constructor(private readonly state: GitHubState) {}

  /** Whether a full reference can be pulled; foreign images always can. */
  exists(image: string): boolean {
    if (!image.startsWith(`${REGISTRY}/`)) {
      return true;
    }
    const name = image.slice(REGISTRY.length + 1);
    const [service, tag = 'latest'] = name.split(':');
    return this.tags(service).includes(tag);
  }

  /** Makes the tag the service's newest, whether it existed or not. */
  publish(service: string, tag: string): void {
    if (!SERVICE.test(service) || !IMAGE_TAG.test(tag)) {
      throw new Error(`${service}:${tag} is not an image name`);
    }
    const others = this.tags(service).filter(each => each !== tag);
    this.state.data.images[service] = [...others, tag];
    this.state.changed();
  }

  /** The service's tags, newest last. */
  tags(service: string): string[] {
    const { images } = this.state.data;
    return Object.hasOwn(images, service) ? images[service] : [];
  }
}
