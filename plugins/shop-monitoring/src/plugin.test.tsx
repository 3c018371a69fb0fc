import { screen } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { layOut } from './__testUtils__/layout';
import {
  createShopMonitoringApi,
  storefront,
} from './__testUtils__/renderMonitoring';
import shopMonitoringPlugin from '.';

jest.mock('./components/chart/ChartCanvas', () => ({
  ChartCanvas: () => null,
}));

function linked(annotation: string) {
  return {
    ...storefront,
    metadata: {
      ...storefront.metadata,
      annotations: { [annotation]: 'storefront' },
    },
  };
}

describe('the plugin', () => {
  beforeEach(layOut);

  it.each(['backstage.io/kubernetes-id', 'datadoghq.com/service'])(
    'shows the card where %s links the entity',
    async annotation => {
      renderTestApp({
        features: [shopMonitoringPlugin],
        extensions: [createTestEntityPage({ entity: linked(annotation) })],
        apis: [createShopMonitoringApi({})],
      });
      expect(
        await screen.findByRole('link', { name: 'Open monitoring' }),
      ).toBeInTheDocument();
    },
  );

  it('shows the tab but not the card on an entity that is not linked', async () => {
    renderTestApp({
      features: [shopMonitoringPlugin],
      extensions: [createTestEntityPage({ entity: storefront })],
      apis: [createShopMonitoringApi({})],
    });
    expect(await screen.findByText('High error rate')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Open monitoring' }),
    ).not.toBeInTheDocument();
  });

  it('is nowhere on other kinds', async () => {
    const api = createShopMonitoringApi({});
    renderTestApp({
      features: [shopMonitoringPlugin],
      extensions: [
        createTestEntityPage({
          entity: { ...linked('datadoghq.com/service'), kind: 'Resource' },
        }),
      ],
      apis: [api],
    });
    await screen.findByRole('region', { name: '0 notifications.' });
    expect(api.getHealth).not.toHaveBeenCalled();
  });
});
