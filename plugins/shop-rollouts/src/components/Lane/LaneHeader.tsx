import { forwardRef } from 'react';
import { AccordionTrigger, Text } from '@backstage/ui';
import { Ago, StatusLabel, Tag } from '@shop-portal/plugin-shop-react';
import { Lane, LaneLabel } from '@shop-portal/plugin-shop-rollouts-common';
import { ProductionBadge } from '../ProductionBadge';
import { LaneIcon } from './LaneIcon';
import { laneSince } from './laneStatus';
import styles from './Lane.module.css';

export interface LaneHeaderProps {
  lane: Lane;
  status: LaneLabel;
}

/** Where what is in a lane runs, once each. */
function places(lane: Lane): string[] {
  return [
    ...new Set(
      [...lane.rollouts.map(({ target }) => target), ...lane.deployments].map(
        ({ cluster, namespace }) => `${cluster} / ${namespace}`,
      ),
    ),
  ];
}

/** The line that stays when a lane is folded. */
export const LaneHeader = forwardRef<HTMLHeadingElement, LaneHeaderProps>(
  ({ lane, status }, ref) => {
    const since = laneSince(lane);
    const running = [
      ...lane.rollouts.map(({ live }) => live?.tag),
      ...lane.deployments.map(({ tag }) => tag),
    ];
    const liveTag = running.length === 1 ? running[0] : undefined;
    return (
      <AccordionTrigger
        ref={ref}
        level={2}
        tabIndex={-1}
        className={styles.header}
      >
        <span className={styles.headerLine}>
          <Text variant="title-x-small">{lane.environment.name}</Text>
          {lane.environment.production && <ProductionBadge />}
          <span className={styles.state}>
            <StatusLabel
              tone={status.tone}
              icon={<LaneIcon name={status.icon} />}
              isPill
            >
              {status.label}
            </StatusLabel>
            {status.tone === 'positive' && liveTag && <Tag tag={liveTag} />}
            {since && (
              <Text variant="body-medium" color="secondary">
                <Ago since={since} />
              </Text>
            )}
          </span>
          <span className={styles.places}>
            {places(lane).map(place => (
              <Text key={place} variant="body-small" color="secondary">
                {place}
              </Text>
            ))}
          </span>
        </span>
      </AccordionTrigger>
    );
  },
);
LaneHeader.displayName = 'LaneHeader';
