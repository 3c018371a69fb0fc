import { useRef } from 'react';
import { Card, CardBody, CardHeader, Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ExternalLink } from '@shop-portal/plugin-shop-react';
import { Panel, PanelData } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { ReadFailed } from '../notes/ReadFailed';
import { SourceNote } from '../notes/SourceNote';
import { displayValue } from '../panels/displayValue';
import { TextPanel } from '../panels/TextPanel';
import { limitsOf } from '../panels/thresholds';
import styles from './Dashboard.module.css';
import { PanelBody } from './PanelBody';
import { usePanelState } from './usePanelState';

const ROW_PX = 38;
const HEADER_PX = 90;
const MIN_HEIGHT = 120;

export interface PanelCardProps {
  uid: string;
  panel: Panel;
  variables: Record<string, string[]>;
}

/** The value and the limit beside the title of a single line. */
function HeaderNumbers(props: { panel: Panel; data: PanelData }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { panel, data } = props;
  const [only, ...others] = data.series;
  if (panel.kind !== 'timeseries' || !only || others.length > 0) {
    return null;
  }
  const limit =
    panel.display.draw.thresholds === 'off'
      ? undefined
      : limitsOf(panel.display).at(-1);
  return (
    <>
      <Text variant="body-medium">
        {displayValue(panel.display, only.stats.last)}
      </Text>
      {limit && (
        <span className={styles.limit}>
          {t('panel.limit', {
            limit: displayValue(panel.display, limit.value),
          })}
        </span>
      )}
    </>
  );
}

function PanelTitle(props: { panel: Panel; data?: PanelData }) {
  const { panel, data } = props;
  return (
    <CardHeader className={styles.panelHeader}>
      <Text as="h3" variant="body-medium" weight="bold">
        {panel.title}
      </Text>
      {data && <HeaderNumbers panel={panel} data={data} />}
    </CardHeader>
  );
}

/** A panel whose data comes from Grafana. */
function DataPanel(props: PanelCardProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { panel } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { data, error, refetch } = usePanelState({ frame, ...props });
  const height = Math.max(panel.gridPos.h * ROW_PX - HEADER_PX, MIN_HEIGHT);
  return (
    <Card>
      <PanelTitle panel={panel} data={data} />
      <CardBody>
        <div ref={frame}>
          {data && <SourceNote source={data.source} onRetry={refetch} />}
          {error && !data && <ReadFailed error={error} onRetry={refetch} />}
          {data && data.source.status !== 'failed' && (
            <PanelBody panel={panel} data={data} height={height} />
          )}
          {data?.errors.map(({ refId, message }) => (
            <Text key={refId} as="p" variant="body-small" color="secondary">
              {message}
            </Text>
          ))}
          {data && data.seriesLeftOut > 0 && (
            <Text as="p" variant="body-small" color="secondary">
              {t('panel.seriesLeftOut', { number: String(data.seriesLeftOut) })}
            </Text>
          )}
          {data?.notices.map(notice => (
            <Text key={notice} as="p" variant="body-small" color="secondary">
              {notice}
            </Text>
          ))}
          {!data && !error && <Skeleton width="100%" height={height} />}
        </div>
      </CardBody>
    </Card>
  );
}

/** A panel that is not drawn says so and leads to Grafana. */
function NotDrawn(props: { panel: Panel }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { panel } = props;
  return (
    <Card>
      <PanelTitle panel={panel} />
      <CardBody>
        <Text as="p" variant="body-medium">
          {panel.problem ?? t('panel.notDrawn', { type: panel.type })}
        </Text>
        <ExternalLink href={panel.link}>
          {t('panel.openInGrafana')}
        </ExternalLink>
      </CardBody>
    </Card>
  );
}

/** One panel of a dashboard, as a card. */
export function PanelCard(props: PanelCardProps) {
  const { panel } = props;
  if (panel.kind === 'unsupported' || panel.problem) {
    return <NotDrawn panel={panel} />;
  }
  if (panel.kind === 'text') {
    return (
      <Card>
        {panel.title && <PanelTitle panel={panel} />}
        <CardBody>{panel.text && <TextPanel text={panel.text} />}</CardBody>
      </Card>
    );
  }
  return <DataPanel {...props} />;
}
