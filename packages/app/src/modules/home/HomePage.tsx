import { Container, Flex, Grid, Skeleton } from '@backstage/ui';
import {
  RecentChanges,
  WaitingForYou,
  YourServices,
} from '@shop-portal/plugin-shop-rollouts';
import { HomeSearch } from './HomeSearch';
import { StartSomething } from './StartSomething';
import { HomeAudience, useHomeAudience } from './useHomeAudience';

function Rest(props: { audience: HomeAudience }) {
  switch (props.audience) {
    case 'viewer':
      return <RecentChanges />;
    case 'owner':
      return (
        <>
          <YourServices />
          <StartSomething />
        </>
      );
    default:
      return (
        <>
          <RecentChanges />
          <StartSomething />
        </>
      );
  }
}

/** Search, then work that waits, then the rest, by what the person does. */
export function HomePage() {
  const audience = useHomeAudience();
  return (
    <main>
      <Container>
        <Flex direction="column" gap="4" my="4">
          <HomeSearch />
          <WaitingForYou />
          <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
            {audience ? (
              <Rest audience={audience} />
            ) : (
              <>
                <Skeleton height={200} />
                <Skeleton height={200} />
              </>
            )}
          </Grid.Root>
        </Flex>
      </Container>
    </main>
  );
}
