import {
  coreExtensionData,
  createExtensionInput,
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHomeLine } from '@remixicon/react';
import { HomeCardBlueprint } from '@shop-portal/plugin-shop-react';

const homeRouteRef = createRouteRef();

const homePage = PageBlueprint.makeWithOverrides({
  inputs: {
    cards: createExtensionInput([
      coreExtensionData.reactElement,
      HomeCardBlueprint.dataRefs.placement,
    ]),
  },
  factory(originalFactory, { inputs }) {
    const cards = inputs.cards.map(card => ({
      id: card.node.spec.id,
      element: card.get(coreExtensionData.reactElement),
      placement: card.get(HomeCardBlueprint.dataRefs.placement),
    }));
    return originalFactory({
      path: '/',
      title: 'Home',
      icon: <RiHomeLine />,
      routeRef: homeRouteRef,
      loader: async () => {
        const { HomePage } = await import('./HomePage');
        const { HomeQueryProvider } = await import('./HomeQueryProvider');
        return (
          <HomeQueryProvider>
            <HomePage cards={cards} />
          </HomeQueryProvider>
        );
      },
    });
  },
});

const startSomethingCard = HomeCardBlueprint.make({
  name: 'start',
  params: {
    positions: { developer: 30, operator: 40 },
    loader: async () => {
      const { StartSomething } = await import('./StartSomething');
      return <StartSomething />;
    },
  },
});

const systemsCard = HomeCardBlueprint.make({
  name: 'systems',
  params: {
    positions: { viewer: 40 },
    loader: async () => {
      const { Systems } = await import('./Systems');
      return <Systems />;
    },
  },
});

/** The page that people open the portal on. */
export const homePlugin = createFrontendPlugin({
  pluginId: 'home',
  title: 'Home',
  routes: { root: homeRouteRef },
  extensions: [homePage, startSomethingCard, systemsCard],
});
