import { PropsWithChildren } from 'react';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopReactTranslationRef } from '../../translation';
import styles from './HomeCard.module.css';

const ROW_HEIGHT = 44;
const SKELETON_ROWS = ['first', 'second', 'third'];

/** @public */
export type HomeCardProps = PropsWithChildren<{
  title: string;
  /** In the header, beside the title. */
  summary?: string;
  isLoading: boolean;
  /** Why there is nothing, in a sentence. */
  failure?: string;
  onRetry: () => void;
}>;

/**
 * A card of Home: header at once, then rows, or why there are none.
 * @public
 */
export function HomeCard(props: HomeCardProps) {
  const { t } = useTranslationRef(shopReactTranslationRef);
  const isLoading = props.isLoading && !props.failure;
  return (
    <section aria-label={props.title} aria-busy={isLoading}>
      <Card>
        <CardHeader className={styles.header}>
          <Text as="h2" variant="title-x-small">
            {props.title}
          </Text>
          {props.summary && (
            <Text variant="body-medium" color="secondary">
              {props.summary}
            </Text>
          )}
        </CardHeader>
        <CardBody className={styles.body}>
          {props.failure && (
            <div className={styles.failure}>
              <Text variant="body-medium">{props.failure}</Text>
              <Button size="small" variant="secondary" onPress={props.onRetry}>
                {t('tryAgain')}
              </Button>
            </div>
          )}
          {isLoading
            ? SKELETON_ROWS.map(row => (
                <Skeleton key={row} width="100%" height={ROW_HEIGHT} />
              ))
            : props.children}
        </CardBody>
      </Card>
    </section>
  );
}
