import { ReactElement } from 'react';
import {
  coreExtensionData,
  createExtensionBlueprint,
  createExtensionDataRef,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import { HomeRole } from './HomeRole';

/**
 * Where a card stands on Home.
 * @public
 */
export interface HomeCardPlacement {
  /** By role: lower comes first. Roles that are not named do not see it. */
  positions: Partial<Record<HomeRole, number>>;
  /** Over the whole width, where there is more than one column. */
  isWide?: boolean;
}

const placementDataRef = createExtensionDataRef<HomeCardPlacement>().with({
  id: 'shop.home-card.placement',
});

const positionSchema = z.number().optional();

/**
 * A card of Home. Its positions can be changed in `app.extensions`:
 *
 * @example
 * ```yaml
 * - home-card:shop-rollouts/changes:
 *     config:
 *       positions: { developer: 50 }
 * ```
 * @public
 */
export const HomeCardBlueprint = createExtensionBlueprint({
  kind: 'home-card',
  attachTo: { id: 'page:home', input: 'cards' },
  output: [coreExtensionData.reactElement, placementDataRef],
  dataRefs: { placement: placementDataRef },
  configSchema: {
    positions: z
      .object({
        operator: positionSchema,
        developer: positionSchema,
        platform: positionSchema,
        viewer: positionSchema,
      })
      .optional(),
  },
  *factory(
    params: HomeCardPlacement & { loader: () => Promise<ReactElement> },
    { node, config },
  ) {
    yield coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, params.loader),
    );
    yield placementDataRef({
      positions: config.positions ?? params.positions,
      isWide: params.isWide,
    });
  },
});
