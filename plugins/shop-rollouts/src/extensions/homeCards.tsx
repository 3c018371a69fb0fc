import { HomeCardBlueprint } from '@shop-portal/plugin-shop-react';

export const waitingForYouCard = HomeCardBlueprint.make({
  name: 'waiting',
  params: {
    positions: { operator: 10, developer: 10, platform: 10, viewer: 10 },
    isWide: true,
    loader: async () => {
      const { WaitingForYou } = await import('../components/home');
      return <WaitingForYou />;
    },
  },
});

export const yourServicesCard = HomeCardBlueprint.make({
  name: 'services',
  params: {
    positions: { developer: 20 },
    loader: async () => {
      const { YourServices } = await import('../components/home');
      return <YourServices />;
    },
  },
});

export const recentChangesCard = HomeCardBlueprint.make({
  name: 'changes',
  params: {
    positions: { operator: 30, viewer: 20 },
    loader: async () => {
      const { RecentChanges } = await import('../components/home');
      return <RecentChanges />;
    },
  },
});

export const sourcesCard = HomeCardBlueprint.make({
  name: 'sources',
  params: {
    positions: { platform: 20 },
    loader: async () => {
      const { Sources } = await import('../components/home');
      return <Sources />;
    },
  },
});
