import { resolveKubectl } from '@shop-portal/kubectl';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Product } from './Product';

const run = promisify(execFile);

/** Runs the real kubectl on a cluster of the product; gives what it prints. */
export async function kubectl(
  product: Product,
  cluster: string,
  args: string[],
): Promise<string> {
  const { stdout } = await run(await resolveKubectl(), [
    '--kubeconfig',
    product.kubeconfig,
    '--context',
    cluster,
    ...args,
  ]);
  return stdout;
}

/** What the real kubectl prints about a cluster of the product, as JSON. */
export async function kubectlJson(
  product: Product,
  cluster: string,
  args: string[],
): Promise<unknown> {
  return JSON.parse(
    await kubectl(product, cluster, [...args, '--output', 'json']),
  );
}
