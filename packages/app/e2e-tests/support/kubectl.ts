import { resolveKubectl } from '@shop-portal/kubectl';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Product } from './Product';

const run = promisify(execFile);

/** What the real kubectl prints about a cluster of the product, as JSON. */
export async function kubectlJson(
  product: Product,
  cluster: string,
  args: string[],
): Promise<any> {
  const { stdout } = await run(await resolveKubectl(), [
    '--kubeconfig',
    product.kubeconfig,
    '--context',
    cluster,
    ...args,
    '--output',
    'json',
  ]);
  return JSON.parse(stdout);
}
