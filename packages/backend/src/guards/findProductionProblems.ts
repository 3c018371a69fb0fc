import { Config } from '@backstage/config';
import { JsonValue } from '@backstage/types';

/** The sign-in providers' addresses, for example `…oidc.production.metadataUrl`. */
const SIGN_IN_PATH = /^auth\.providers\./;

/** The portal's own address, which may well be behind a proxy on this host. */
const OWN_PATH = /^(app|backend)\./;

/**
 * What speaks against starting with this configuration in production.
 *
 * @remarks
 * The lab and an identity provider on loopback are refused: both would let
 * everybody in. Any other upstream on loopback is only reported, because it
 * may be a sidecar.
 */
export function findProductionProblems(config: Config): {
  refusals: string[];
  warnings: string[];
} {
  const refusals: string[] = [];
  const warnings: string[] = [];
  if (config.getOptionalBoolean('lab.enabled')) {
    refusals.push(
      'lab.enabled is set: the lab signs in anybody and must not run in production.',
    );
  }
  for (const { path, url } of findLoopbackUrls(config.get())) {
    if (SIGN_IN_PATH.test(path)) {
      refusals.push(
        `${path} is on loopback (${url.host}): use the identity provider of your organisation.`,
      );
    } else if (!OWN_PATH.test(path)) {
      warnings.push(
        `${path} is on loopback (${url.host}). This is right only for a sidecar.`,
      );
    }
  }
  return { refusals, warnings };
}

function findLoopbackUrls(
  value: JsonValue | undefined,
  path = '',
): Array<{ path: string; url: URL }> {
  if (typeof value === 'string') {
    const url = /^https?:\/\//.test(value) && URL.parse(value);
    return url && isLoopback(url.hostname) ? [{ path, url }] : [];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) =>
    findLoopbackUrls(child, path ? `${path}.${key}` : key),
  );
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
