import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ago, usePersonName } from '@shop-portal/plugin-shop-react';
import {
  Operation,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { isSameTarget } from '../isSameTarget';

/** The promotion that made the live version live, if the record has it. */
export function findPromotion(
  view: RolloutView,
  operations: Operation[],
): Operation | undefined {
  return operations.find(
    operation =>
      operation.phase === 'done' &&
      (operation.action === 'promote' || operation.action === 'promote-full') &&
      operation.to?.hash === view.live?.hash &&
      isSameTarget(operation.target, view.target),
  );
}

/** Who made the live version live. */
export function PromotedBy(props: { operation: Operation }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const person = usePersonName(props.operation.requestedBy);
  return (
    <Text variant="body-medium" color="secondary">
      {t('stack.promotedBy', { person })}{' '}
      <Ago since={props.operation.requestedAt} inSentence />
    </Text>
  );
}
