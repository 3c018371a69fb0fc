import { DateRangePicker, Select } from '@backstage/ui';
import { fromDate, getLocalTimeZone } from '@internationalized/date';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WatchEnvironment } from '@shop-portal/plugin-shop-monitoring-common';
import {
  intervalOf,
  RangeName,
  RANGES,
  TimeRange,
} from '../../hooks/timeRange';
import { MonitoringView } from '../../hooks/useMonitoringView';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './MonitoringTab.module.css';

const CUSTOM = 'custom';

export interface ViewPickersProps {
  view: MonitoringView;
  environments: WatchEnvironment[];
  /** The one that is shown. */
  environment: string;
  isPaused: boolean;
}

function CustomRange(props: {
  range: Extract<TimeRange, { kind: 'custom' }>;
  onChange: (range: TimeRange) => void;
}) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { range, onChange } = props;
  const zone = getLocalTimeZone();
  return (
    <DateRangePicker
      aria-label={t('view.customRange')}
      size="small"
      granularity="minute"
      value={{
        start: fromDate(new Date(range.from), zone),
        end: fromDate(new Date(range.to), zone),
      }}
      onChange={value => {
        const from = value?.start.toDate(zone).getTime();
        const to = value?.end.toDate(zone).getTime();
        if (from && to && from < to) {
          onChange({ kind: 'custom', from, to });
        }
      }}
    />
  );
}

/** One environment and one range for everything below. */
export function ViewPickers(props: ViewPickersProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { view, environments, environment, isPaused } = props;
  const { range } = view;
  return (
    <div className={styles.pickers}>
      <Select
        aria-label={t('view.environment')}
        size="small"
        options={environments.map(({ name, title }) => ({
          value: name,
          label: title,
        }))}
        value={environment}
        onChange={key => key !== null && view.setEnvironment(String(key))}
      />
      <Select
        aria-label={t('view.range')}
        size="small"
        options={[
          ...(Object.keys(RANGES) as RangeName[]).map(name => ({
            value: name,
            label: t(`view.last${name}`),
          })),
          { value: CUSTOM, label: t('view.custom') },
        ]}
        value={range.kind === 'last' ? range.name : CUSTOM}
        onChange={key =>
          view.setRange(
            key === CUSTOM
              ? { kind: 'custom', ...intervalOf(range, Date.now()) }
              : { kind: 'last', name: key as RangeName },
          )
        }
      />
      {range.kind === 'custom' && (
        <CustomRange range={range} onChange={view.setRange} />
      )}
      <span className={styles.live}>
        {range.kind === 'last' && t(isPaused ? 'view.paused' : 'view.live')}
      </span>
    </div>
  );
}
