import { Container, Flex, Skeleton } from '@backstage/ui';
import {
  HomeCardPlacement,
  HomeRole,
  HomeRoleContext,
} from '@shop-portal/plugin-shop-react';
import { ReactElement } from 'react';
import { HomeSearch } from './HomeSearch';
import { useCurrentHomeRole } from './useCurrentHomeRole';
import styles from './HomePage.module.css';

/** A card that some plugin brings. */
export interface PlacedCard {
  id: string;
  element: ReactElement;
  placement: HomeCardPlacement;
}

function cardsOf(cards: PlacedCard[], role: HomeRole): PlacedCard[] {
  const position = ({ placement }: PlacedCard) => placement.positions[role];
  return cards
    .filter(card => position(card) !== undefined)
    .sort((a, b) => (position(a) ?? 0) - (position(b) ?? 0));
}

/** Search, then work that waits, then the rest, by what the person does. */
export function HomePage(props: { cards: PlacedCard[] }) {
  const role = useCurrentHomeRole();
  return (
    <main>
      <Container>
        <Flex direction="column" gap="4" my="4">
          <HomeSearch />
          <HomeRoleContext.Provider value={role}>
            {role ? (
              <div className={styles.cards}>
                {cardsOf(props.cards, role).map(card => (
                  <div
                    key={card.id}
                    className={styles.card}
                    data-wide={card.placement.isWide || undefined}
                  >
                    {card.element}
                  </div>
                ))}
              </div>
            ) : (
              <Skeleton width="100%" height={200} />
            )}
          </HomeRoleContext.Provider>
        </Flex>
      </Container>
    </main>
  );
}
