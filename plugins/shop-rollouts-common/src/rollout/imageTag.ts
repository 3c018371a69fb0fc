/**
 * What people call a release: the tag of an image, else its digest shortened
 * to 12 characters, else the last part of the reference.
 * @public
 */
export function imageTag(image: string): string {
  const [reference, digest] = image.split('@');
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  if (colon !== -1 && colon < last.length - 1) {
    return last.slice(colon + 1);
  }
  if (digest) {
    return digest.slice(digest.indexOf(':') + 1).slice(0, 12);
  }
  return colon === -1 ? last : last.slice(0, colon);
}
