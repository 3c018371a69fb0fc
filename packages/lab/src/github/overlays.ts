import { isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml';
import { IMAGE_TAG } from './ImageRegistry';

/** The repository that says what runs where. */
export const DEPLOYMENT_REPOSITORY = 'deploy';

/** The tag of an overlay whose service was never released. */
export const UNRELEASED = 'unreleased';

const OVERLAY = /^apps\/([^/]+)\/overlays\/([^/]+)\/kustomization\.yaml$/;

export function overlayPath(service: string, environment: string): string {
  return `apps/${service}/overlays/${environment}/kustomization.yaml`;
}

/** The service and the environment of an overlay, by the path of its file. */
export function parseOverlayPath(
  path: string,
): { service: string; environment: string } | undefined {
  const match = OVERLAY.exec(path);
  return match ? { service: match[1], environment: match[2] } : undefined;
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
  for (const image of isSeq(images) ? images.items.filter(isMap) : []) {
    const name = String(image.get('newName') ?? image.get('name'));
    const tag = image.get('newTag', true);
    if (name.split('/').at(-1) === service && isScalar(tag)) {
      return tag;
    }
  }
  return undefined;
}
