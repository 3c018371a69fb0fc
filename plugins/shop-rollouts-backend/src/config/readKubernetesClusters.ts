import { readFileSync } from 'fs';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ClusterDetails } from '../extensions';
import { parseConfig } from './parseConfig';

const locatorSchema = z.object({
  type: z.string(),
  clusters: z.array(z.unknown()).optional(),
});

const clusterSchema = z.object({
  name: z.string().min(1),
  url: z.url({ protocol: /^https$/, error: 'must be an https address' }),
  serviceAccountToken: z.string().min(1),
  caFile: z.string().optional(),
  caData: z.base64().optional(),
  skipTLSVerify: z
    .literal(false, {
      error: 'is not supported here; set caFile or caData instead',
    })
    .optional(),
});

/**
 * Reads the clusters that the Kubernetes plugin knows from configuration, so
 * that nobody configures a cluster twice. The token there is the read-only
 * one.
 */
export function readKubernetesClusters(config: Config): ClusterDetails[] {
  const key = 'kubernetes.clusterLocatorMethods';
  const locators = parseConfig(
    z.array(locatorSchema),
    config.getOptional(key) ?? [],
    key,
  );
  return locators.flatMap((locator, index) => {
    if (locator.type !== 'config') {
      return [];
    }
    const clusters = parseConfig(
      z.array(clusterSchema),
      locator.clusters ?? [],
      `${key}[${index}].clusters`,
    );
    return clusters.map(cluster => ({
      name: cluster.name,
      url: cluster.url,
      caData: cluster.caData ?? readCaFile(cluster.name, cluster.caFile),
      readerToken: cluster.serviceAccountToken,
    }));
  });
}

function readCaFile(cluster: string, path?: string): string | undefined {
  if (path === undefined) {
    return undefined;
  }
  try {
    return readFileSync(path).toString('base64');
  } catch (error) {
    throw new InputError(
      `The certificate authority of cluster '${cluster}' cannot be read from '${path}'`,
      error,
    );
  }
}
