import { PluginWrapperBlueprint } from '@backstage/frontend-plugin-api';

export const monitoringWrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({
      loader: async () => {
        const { createWrapper } = await import('../queries/createWrapper');
        return createWrapper();
      },
    }),
});
