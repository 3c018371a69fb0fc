import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

export const deliveryOverviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'content',
    filter: {
      $all: [
        { kind: 'component' },
        // Any of these links an entity to what runs.
        {
          $any: [
            {
              'metadata.annotations.backstage.io/kubernetes-id': {
                $exists: true,
              },
            },
            {
              'metadata.annotations.backstage.io/kubernetes-label-selector': {
                $exists: true,
              },
            },
            { 'metadata.annotations.argocd/app-name': { $exists: true } },
            { 'metadata.annotations.argocd/app-selector': { $exists: true } },
          ],
        },
      ],
    },
    loader: async () => {
      const { DeliveryOverviewCard } = await import(
        '../components/OverviewCard/DeliveryOverviewCard'
      );
      return <DeliveryOverviewCard />;
    },
  },
});
