import { useRef } from 'react';
import { Accordion, AccordionPanel, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Lane as LaneView,
  NO_ROLLOUT_SENTENCE,
} from '@shop-portal/plugin-shop-rollouts-common';
import {
  shopRolloutsTranslationRef,
  TranslationFunction,
} from '../../translation';
import { LaneHeadingContext } from '../actions/LaneHeadingContext';
import { ApplicationStrip } from '../ApplicationStrip/ApplicationStrip';
import { RolloutBlock } from '../RolloutBlock/RolloutBlock';
import { DeploymentLine } from './DeploymentLine';
import { LaneHeader } from './LaneHeader';
import { laneStatus } from './laneStatus';
import styles from './Lane.module.css';

function noRolloutText(lane: LaneView, t: TranslationFunction): string {
  if (lane.applications.length > 0) {
    return NO_ROLLOUT_SENTENCE;
  }
  return lane.deployments.length > 0
    ? t('lane.noRollout')
    : t('lane.nothingHere');
}

/** One environment: folded to a line, or open with everything in it. */
export function Lane(props: { lane: LaneView }) {
  const { lane } = props;
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const heading = useRef<HTMLHeadingElement>(null);
  const { environment, rollouts, deployments, applications } = lane;
  const status = laneStatus(lane, t);
  const label = [
    environment.name,
    environment.production ? t('lane.production') : undefined,
    status.label,
  ]
    .filter(part => part !== undefined)
    .map((part, index) => (index === 0 ? part : part.toLocaleLowerCase('en')))
    .join(', ');

  return (
    <section
      id={environment.name}
      aria-label={label}
      className={styles.lane}
      data-lane={environment.name}
      data-testid={`lane-${environment.name}`}
    >
      <LaneHeadingContext.Provider value={heading}>
        <Accordion id={environment.name} className={styles.accordion}>
          <LaneHeader ref={heading} lane={lane} status={status} />
          <AccordionPanel>
            <div className={styles.content}>
              {rollouts.map(view => (
                <RolloutBlock
                  key={`${view.target.cluster}/${view.target.namespace}/${view.target.name}`}
                  view={view}
                  environment={environment}
                  applications={applications}
                  hasTitle={rollouts.length > 1}
                />
              ))}
              {rollouts.length === 0 && (
                <Text as="p" variant="body-medium" className={styles.text}>
                  {noRolloutText(lane, t)}
                </Text>
              )}
              {deployments.map(view => (
                <DeploymentLine
                  key={`${view.cluster}/${view.namespace}/${view.name}`}
                  view={view}
                />
              ))}
              {applications.map(application => (
                <ApplicationStrip
                  key={`${application.target.instance}/${application.target.namespace}/${application.target.name}`}
                  application={application}
                  environment={environment}
                />
              ))}
            </div>
          </AccordionPanel>
        </Accordion>
      </LaneHeadingContext.Provider>
    </section>
  );
}
