/**
 * Fills `{name}` and `{namespace}` into the configured address. Only http and
 * https addresses are given to a browser.
 */
export function previewAddress(
  template: string | undefined,
  { name, namespace }: { name: string; namespace: string },
): string | undefined {
  if (!template) {
    return undefined;
  }
  const address = template
    .replaceAll('{name}', encodeURIComponent(name))
    .replaceAll('{namespace}', encodeURIComponent(namespace));
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol)
    ? url.toString()
    : undefined;
}
