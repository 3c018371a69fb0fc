import { AccordionGroup, Text } from '@backstage/ui';
import { StaleNote, useNow } from '@shop-portal/plugin-shop-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ApplicationView,
  DeliveryEnvironment,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { OperationLine } from '../actions/OperationLine';
import { RolloutActions } from '../actions/RolloutActions';
import { useOperationAnnouncement } from '../actions/useOperationAnnouncement';
import { useDeliveryContext } from '../DeliveryContext';
import { staleText } from '../staleText';
import { ChecksLine } from './ChecksLine';
import { deliveryChecks } from './deliveryChecks';
import { PodsPanel } from './PodsPanel';
import { RevisionsPanel } from './RevisionsPanel';
import { StackCards } from './StackCards';
import { StateSentence } from './StateSentence';
import styles from './RolloutBlock.module.css';

const MINUTE_MS = 60_000;

export interface RolloutBlockProps {
  view: RolloutView;
  environment: DeliveryEnvironment;
  applications: ApplicationView[];
  /** Several Rollouts in one lane: each says which one it is. */
  hasTitle: boolean;
}

/** One Rollout: what is live, what waits, and what can be done. */
export function RolloutBlock(props: RolloutBlockProps) {
  const { view, environment, applications } = props;
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { operations } = useDeliveryContext();
  const now = useNow(MINUTE_MS);
  const formerRunsUntil =
    view.state === 'go-back-window' ? view.deadline : undefined;
  useOperationAnnouncement(view.operation, formerRunsUntil);
  const isGone = view.state === 'gone' && !view.live && !view.preview;

  return (
    <div
      className={styles.block}
      data-stale={view.stale ? true : undefined}
      data-rollout-block
    >
      {props.hasTitle && (
        <Text as="h3" variant="body-large" weight="bold">
          {view.target.name}
        </Text>
      )}
      {view.stale && <StaleNote>{staleText(view.stale, now, t)}</StaleNote>}
      <StateSentence view={view} />
      {!isGone && <StackCards view={view} operations={operations} />}
      {(view.state === 'waiting' || view.state === 'timed') && (
        <ChecksLine checks={deliveryChecks(view, applications, t)} />
      )}
      <RolloutActions
        view={view}
        environment={environment}
        applications={applications}
      />
      {view.operation && (
        <OperationLine
          operation={view.operation}
          formerRunsUntil={formerRunsUntil}
        />
      )}
      {!isGone && (
        <AccordionGroup allowsMultiple className={styles.details}>
          <PodsPanel view={view} />
          <RevisionsPanel view={view} />
        </AccordionGroup>
      )}
    </div>
  );
}
