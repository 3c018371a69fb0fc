import { isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml';
import { GitRepository } from '../git';
import { IMAGE_TAG } from '../registry/ImageRegistry';

/** The repository that says what runs where. */
export const DEPLOYMENT_REPOSITORY = 'deploy';

export interface Overlay {
  service: string;
  environment: string;
  path: string;
}

const OVERLAY = /^apps\/([^/]+)\/overlays\/([^/]+)\/kustomization\.yaml$/;

export function overlayPath(service: string, environment: string): string {
  return `apps/${service}/overlays/${environment}/kustomization.yaml`;
}

export async function listOverlays(
  git: GitRepository,
  revision: string,
): Promise<Overlay[]> {
  const overlays: Overlay[] = [];
  for (const { path, type } of await git.tree(revision, true)) {
    const match = type === 'blob' && OVERLAY.exec(path);
    if (match) {
      overlays.push({ service: match[1], environment: match[2], path });
    }
  }
  return overlays;
}

/** The tag that an overlay gives its service's image. */
export function readTag(text: string, service: string): string | undefined {
  const tag = findTag(text, service);
  return tag === undefined ? undefined : String(tag.source ?? tag.value);
}

/**
 * Writes the tag and leaves every other character as it is. Quoted, because a
 * short hash may be all digits.
 */
export function writeTag(text: string, service: string, tag: string): string {
  if (!IMAGE_TAG.test(tag)) {
    throw new Error(`"${tag}" is not an image tag`);
  }
  const range = findTag(text, service)?.range;
  if (!range) {
    throw new Error(`The overlay of ${service} names no image tag`);
  }
  return `${text.slice(0, range[0])}'${tag}'${text.slice(range[1])}`;
}

function findTag(text: string, service: string): Scalar | undefined {
  const images = parseDocument(text).get('images', true);
  if (!isSeq(images)) {
    return undefined;
  }
  for (const image of images.items) {
    if (!isMap(image)) {
      continue;
    }
    const name = String(image.get('newName') ?? image.get('name'));
    const tag = image.get('newTag', true);
    if (name.split('/').at(-1) === service && isScalar(tag)) {
      return tag;
    }
  }
  return undefined;
}
