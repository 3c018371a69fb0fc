import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { ShopSidebar } from './ShopSidebar';

const sidebar = NavContentBlueprint.make({
  params: { component: ShopSidebar },
});

/** The sidebar of the portal. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [sidebar],
});
