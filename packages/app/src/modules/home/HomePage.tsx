import { Container, Flex, Grid } from '@backstage/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  RecentChanges,
  WaitingForYou,
  YourServices,
} from '@shop-portal/plugin-shop-rollouts';
import { HomeSearch } from './HomeSearch';
import { StartSomething } from './StartSomething';

const queryClient = new QueryClient();

/** Search, then work that waits, then the rest. */
export function HomePage() {
  return (
    <QueryClientProvider client={queryClient}>
      <Container>
        <Flex direction="column" gap="4" my="4">
          <HomeSearch />
          <WaitingForYou />
          <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
            <YourServices />
            <Flex direction="column" gap="4">
              <StartSomething />
              <RecentChanges />
            </Flex>
          </Grid.Root>
        </Flex>
      </Container>
    </QueryClientProvider>
  );
}
