/**
 * Whether an address, which may come from anywhere, is safe to link to.
 * @public
 */
export function isWebUrl(url: string | undefined): url is string {
  if (!url || !URL.canParse(url)) {
    return false;
  }
  return ['http:', 'https:'].includes(new URL(url).protocol);
}
