import { expect, Locator, Page } from '@playwright/test';
import {
  Delivery,
  deliverySchema,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { PortalApi } from './api';
import { kubectlJson } from './kubectl';
import { Product } from './Product';

const rolloutSchema = z.object({
  status: z.object({
    phase: z.string(),
    blueGreen: z.object({
      activeSelector: z.string(),
      previewSelector: z.string(),
    }),
  }),
});

const replicaSetsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({
        template: z.object({
          spec: z.object({
            containers: z.array(z.object({ image: z.string() })),
          }),
        }),
      }),
    }),
  ),
});

/** Opens the Delivery tab of a service. */
export async function openDelivery(page: Page, service: string): Promise<void> {
  await page.goto(`/catalog/default/component/${service}/delivery`);
  await page.getByText('What runs where').waitFor();
}

/** The lane of an environment; its name says its state. */
export function lane(page: Page, environment: string): Locator {
  return page.getByTestId(`lane-${environment}`);
}

/** Unfolds a lane; those in which nothing happens are folded at first. */
export async function openLane(page: Page, environment: string): Promise<void> {
  const trigger = lane(page, environment)
    .getByRole('heading', { level: 2 })
    .getByRole('button');
  await expect(async () => {
    if ((await trigger.getAttribute('aria-expanded')) === 'false') {
      await trigger.click();
    }
    await expect(trigger).toHaveAttribute('aria-expanded', 'true', {
      timeout: 1_000,
    });
  }).toPass({ timeout: 20_000 });
}

/** Waits until the lane's name says the state. */
export async function expectState(
  page: Page,
  environment: string,
  state: string,
): Promise<void> {
  await expect(lane(page, environment)).toHaveAccessibleName(
    new RegExp(`, ${state}$`),
  );
}

/**
 * Confirms the open dialog. It ignores presses in its first moments, in which
 * no person has read it, so this presses until it is closed.
 */
export async function confirmDialog(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name });
  await expect(confirm).toBeVisible();
  await expect(async () => {
    if (await confirm.isVisible()) {
      await confirm.dblclick({ timeout: 1_000 });
    }
    await expect(dialog).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

export async function readDelivery(
  api: PortalApi,
  service: string,
): Promise<Delivery> {
  const response = await api.get(
    `/api/shop-rollouts/v1/deliveries/by-entity/component/default/${service}`,
  );
  expect(response.status()).toBe(200);
  return deliverySchema.parse(await response.json());
}

export async function readRolloutView(
  api: PortalApi,
  service: string,
  environment: string,
): Promise<RolloutView> {
  const { lanes } = await readDelivery(api, service);
  const found = lanes.find(({ environment: { name } }) => name === environment);
  if (!found?.rollouts[0]) {
    throw new Error(`${service} has no Rollout in ${environment}.`);
  }
  return found.rollouts[0];
}

/**
 * Compares phase, roles and images of the portal with what kubectl shows.
 * Repeated until they agree, because the cluster may be moving.
 */
export async function expectToMatchCluster(
  product: Product,
  api: PortalApi,
  options: { service: string; environment: string },
): Promise<void> {
  await expect(async () => {
    const view = await readRolloutView(
      api,
      options.service,
      options.environment,
    );
    const { cluster, namespace, name } = view.target;
    const get = (...what: string[]) =>
      kubectlJson(product, cluster, ['get', ...what, '--namespace', namespace]);
    const { status } = rolloutSchema.parse(await get('rollout', name));
    const { items } = replicaSetsSchema.parse(await get('replicasets'));
    const imagesOf = (hash: string) =>
      items
        .find(item => item.metadata.name === `${name}-${hash}`)
        ?.spec.template.spec.containers.map(({ image }) => image);
    expect(view.phase).toBe(status.phase);
    expect(view.live?.hash).toBe(status.blueGreen.activeSelector);
    expect(view.live?.images.map(({ image }) => image)).toEqual(
      imagesOf(status.blueGreen.activeSelector),
    );
    const { activeSelector, previewSelector } = status.blueGreen;
    if (previewSelector === activeSelector) {
      expect(view.preview).toBeUndefined();
    } else {
      expect(view.preview?.hash).toBe(previewSelector);
      expect(view.preview?.images.map(({ image }) => image)).toEqual(
        imagesOf(previewSelector),
      );
    }
  }).toPass({ timeout: 15_000 });
}
