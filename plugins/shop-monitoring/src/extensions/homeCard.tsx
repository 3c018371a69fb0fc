import { HomeCardBlueprint } from '@shop-portal/plugin-shop-react';

export const notWellNowCard = HomeCardBlueprint.make({
  name: 'not-well',
  params: {
    positions: { operator: 20, developer: 40, platform: 30, viewer: 30 },
    loader: async () => {
      const { NotWellNow } = await import('../components/home');
      return <NotWellNow />;
    },
  },
});
