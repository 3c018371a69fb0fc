import { APIResponse } from '@playwright/test';
import { PortalApi } from '../../e2e-tests/support/api';
import { readRolloutView } from '../../e2e-tests/support/delivery';
import { Installation } from './Installation';
import { expect } from './test';

/** A Rollout in prod of which a release waits; it gets a new tag. */
export async function releaseToProd(
  { control }: Installation,
  api: PortalApi,
  { service, tag }: { service: string; tag: string },
): Promise<void> {
  await control.pushTag({ service, environment: 'prod', tag, publish: true });
  await expect
    .poll(async () => {
      const { state, preview } = await readRolloutView(api, service, 'prod');
      return [state, preview?.tag];
    })
    .toEqual(['waiting', tag]);
}

/** Promotes what waits in prod, as the page does it. */
export async function promote(
  api: PortalApi,
  service: string,
): Promise<APIResponse> {
  const { target, seen } = await readRolloutView(api, service, 'prod');
  const { cluster, namespace, name } = target;
  return await api.post(
    `/api/shop-rollouts/v1/rollouts/${cluster}/${namespace}/${name}/actions`,
    { entityRef: `component:default/${service}`, action: 'promote', seen },
  );
}

/** How often the status of a Rollout was patched since the last reset. */
export async function countPatches(
  { control }: Installation,
  service: string,
): Promise<number> {
  const counts = Object.entries(await control.requests());
  return counts
    .filter(
      ([request]) =>
        request.includes(' PATCH ') &&
        request.endsWith(`/rollouts/${service}/status`),
    )
    .reduce((sum, [, count]) => sum + count, 0);
}
