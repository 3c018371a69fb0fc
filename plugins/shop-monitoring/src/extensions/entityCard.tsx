import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

const exists = { $exists: true };

export const monitoringOverviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'content',
    filter: {
      $all: [
        { kind: 'component' },
        // Any of these links an entity to what watches it.
        {
          $any: [
            { 'metadata.annotations.backstage.io/kubernetes-id': exists },
            { 'metadata.annotations.datadoghq.com/service': exists },
            { 'metadata.annotations.datadoghq.com/monitor-tags': exists },
            { 'metadata.annotations.prometheus.io/labels': exists },
            { 'metadata.annotations.prometheus.io/alert': exists },
          ],
        },
      ],
    },
    loader: async () => {
      const { MonitoringOverviewCard } = await import(
        '../components/OverviewCard/MonitoringOverviewCard'
      );
      return <MonitoringOverviewCard />;
    },
  },
});
