import { join } from 'node:path';
import { z } from 'zod';
import { StateFile } from '../StateFile';

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
export interface ImageRegistry {
  /** Whether a full reference can be pulled; foreign images always can. */
  exists(image: string): boolean;
  publish(service: string, tag: string): void;
  /** The service's tags, newest last. */
  tags(service: string): string[];
}

const stateSchema = z.record(z.string(), z.array(z.string()));

/** An `ImageRegistry` that survives a restart. */
export class FileImageRegistry implements ImageRegistry {
  private constructor(
    private readonly state: StateFile<z.infer<typeof stateSchema>>,
  ) {}

  static open(dataDir: string): FileImageRegistry {
    const path = join(dataDir, 'registry.json');
    return new FileImageRegistry(StateFile.open(path, stateSchema, {}));
  }

  exists(image: string): boolean {
    if (!image.startsWith(`${REGISTRY}/`)) {
      return true;
    }
    const [service, tag = 'latest'] = image
      .slice(REGISTRY.length + 1)
      .split(':');
    return this.tags(service).includes(tag);
  }

  publish(service: string, tag: string): void {
    if (!SERVICE.test(service) || !IMAGE_TAG.test(tag)) {
      throw new Error(`${service}:${tag} is not an image name`);
    }
    this.state.update(images => ({
      ...images,
      [service]: [...this.tags(service).filter(each => each !== tag), tag],
    }));
  }

  tags(service: string): string[] {
    const images = this.state.get();
    return Object.hasOwn(images, service) ? images[service] : [];
  }
}
