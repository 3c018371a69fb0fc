import { Grid, Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsTranslationRef } from '../../translation';
import styles from './Lane.module.css';

const STACK_HEIGHT = 152;

/** A lane before its first answer, in its final size and without buttons. */
export function LaneSkeleton(props: { environment: string }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  return (
    <section
      className={`${styles.lane} ${styles.loading}`}
      aria-label={t('lane.loading', { env: props.environment })}
      aria-busy="true"
    >
      <Text as="h2" variant="title-x-small">
        {props.environment}
      </Text>
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        <Skeleton width="100%" height={STACK_HEIGHT} />
        <Skeleton width="100%" height={STACK_HEIGHT} />
      </Grid.Root>
    </section>
  );
}
