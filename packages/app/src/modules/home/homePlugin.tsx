import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHomeLine } from '@remixicon/react';

const homeRouteRef = createRouteRef();

const homePage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Home',
    icon: <RiHomeLine />,
    routeRef: homeRouteRef,
    loader: async () => {
      const { HomePage } = await import('./HomePage');
      const { HomeQueryProvider } = await import('./HomeQueryProvider');
      return (
        <HomeQueryProvider>
          <HomePage />
        </HomeQueryProvider>
      );
    },
  },
});

/** The page that people open the portal on. */
export const homePlugin = createFrontendPlugin({
  pluginId: 'home',
  title: 'Home',
  routes: { root: homeRouteRef },
  extensions: [homePage],
});
