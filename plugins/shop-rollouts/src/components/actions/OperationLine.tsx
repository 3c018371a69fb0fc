import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ActionProgress,
  shortenTag,
  usePersonName,
} from '@shop-portal/plugin-shop-react';
import {
  actionPastTense,
  Operation,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';
import { operationSteps } from './operationSteps';
import { operationText } from './operationText';
import styles from './actions.module.css';

export interface OperationLineProps {
  operation: Operation;
  /** Until when the former live version runs, once it is known. */
  formerRunsUntil?: string;
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

/** How far a requested action has come, for everybody who looks. */
export function OperationLine(props: OperationLineProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { currentUser } = useDeliveryContext();
  const { operation } = props;
  const name = usePersonName(operation.requestedBy);
  const text = operationText(operation, props.formerRunsUntil);

  const tag = operation.to && shortenTag(operation.to.tag);
  const who = t('progress.by', {
    action: capitalise(actionPastTense(operation.action)),
    person:
      operation.requestedBy === currentUser ? t('person.youInside') : name,
  });
  return (
    <div className={styles.operation}>
      <div className={styles.operationSteps}>
        <ActionProgress label={who} steps={operationSteps(operation, t)} />
        <Text variant="body-small" color="secondary">
          {[who, tag].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Text as="p" variant="body-medium" className={styles.operationText}>
        {text}
      </Text>
    </div>
  );
}
