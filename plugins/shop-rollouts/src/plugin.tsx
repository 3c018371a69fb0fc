import { RiRocketLine } from '@remixicon/react';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { deliveryQueryClientApi, shopRolloutsApi } from './extensions/api';
import { deliveryOverviewCard } from './extensions/entityCard';
import { deliveryEntityContent } from './extensions/entityContent';
import {
  recentChangesCard,
  sourcesCard,
  waitingForYouCard,
  yourServicesCard,
} from './extensions/homeCards';
import { deliveryWrapper } from './extensions/wrapper';
import { deliveryRouteRef } from './routes';

/**
 * Deliver: what runs in every environment, what waits for a person, and the
 * buttons that promote, abort, retry and sync it.
 * @public
 */
export const shopRolloutsPlugin = createFrontendPlugin({
  pluginId: 'shop-rollouts',
  title: 'Delivery',
  icon: <RiRocketLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { delivery: deliveryRouteRef },
  extensions: [
    shopRolloutsApi,
    deliveryQueryClientApi,
    deliveryWrapper,
    deliveryEntityContent,
    deliveryOverviewCard,
    waitingForYouCard,
    yourServicesCard,
    recentChangesCard,
    sourcesCard,
  ],
});
