import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { monitoringRouteRef } from '../routes';

// Without a group it is a tab of its own, at the top level.
export const monitoringEntityContent = EntityContentBlueprint.make({
  name: 'monitoring',
  params: {
    path: '/monitoring',
    title: 'Monitoring',
    routeRef: monitoringRouteRef,
    filter: { kind: 'component' },
    loader: async () => {
      const { MonitoringTab } = await import(
        '../components/MonitoringTab/MonitoringTab'
      );
      return <MonitoringTab />;
    },
  },
});
