import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { deliveryRouteRef } from '../routes';

// Without a group it is a tab of its own, at the top level.
export const deliveryEntityContent = EntityContentBlueprint.make({
  name: 'delivery',
  params: {
    path: '/delivery',
    title: 'Delivery',
    routeRef: deliveryRouteRef,
    filter: { kind: 'component' },
    loader: async () => {
      const { DeliveryTab } = await import(
        '../components/DeliveryTab/DeliveryTab'
      );
      return <DeliveryTab />;
    },
  },
});
