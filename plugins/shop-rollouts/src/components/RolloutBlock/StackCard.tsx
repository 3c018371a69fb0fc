import { ReactNode } from 'react';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { Stack } from '@shop-portal/plugin-shop-rollouts-common';
import { Ago, Tag } from '@shop-portal/plugin-shop-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsTranslationRef } from '../../translation';
import { ImageNote } from './ImageNote';
import { PodsLine } from './PodsLine';
import styles from './RolloutBlock.module.css';

export interface StackCardProps {
  title: string;
  /** What is known of the ReplicaSet; without it only `children` are shown. */
  stack?: Stack;
  /** Another stack that runs, to compare the images with. */
  other?: Stack;
  /** Gets all user traffic. */
  isLive: boolean;
  traffic: ReactNode;
  children?: ReactNode;
}

/** One of the two versions of a Rollout. */
export function StackCard(props: StackCardProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { stack } = props;
  return (
    <Card
      className={styles.card}
      data-live={props.isLive || undefined}
      data-testid={`stack-${props.isLive ? 'live' : 'preview'}`}
    >
      <CardHeader className={styles.cardHeader}>
        <Text as="h3" variant="body-medium" weight="bold">
          {props.title}
        </Text>
      </CardHeader>
      <CardBody className={styles.cardBody}>
        {stack && (
          <div className={styles.cardLine}>
            <Tag tag={stack.tag} image={stack.images[0]?.image} hasCopy />
            {stack.revision !== undefined && (
              <Text variant="body-small" color="secondary">
                {t('stack.revision', { revision: String(stack.revision) })}
              </Text>
            )}
          </div>
        )}
        {stack && <ImageNote stack={stack} other={props.other} />}
        <div className={styles.cardLine}>{props.traffic}</div>
        {stack && (
          <div className={styles.cardLine}>
            <PodsLine stack={stack} />
            {stack.createdAt && (
              <Text variant="body-medium" color="secondary">
                {t('stack.running')} <Ago since={stack.createdAt} />
              </Text>
            )}
          </div>
        )}
        {props.children}
      </CardBody>
    </Card>
  );
}
