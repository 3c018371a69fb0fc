import { RiAlertLine, RiCheckboxCircleLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusLabel } from '@shop-portal/plugin-shop-react';
import { PanelValue } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { displayValue } from './displayValue';
import { limitsOf, reachedLimit } from './thresholds';

/** Says in words which limit a value has reached. */
export function ValueMark(props: { value: PanelValue }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { display, value } = props.value;
  if (typeof value !== 'number' || limitsOf(display).length === 0) {
    return null;
  }
  const reached = reachedLimit(display, value);
  const [first] = limitsOf(display);
  return reached ? (
    <StatusLabel tone={reached.tone} icon={<RiAlertLine />}>
      {t('panel.atOrAbove', { limit: displayValue(display, reached.value) })}
    </StatusLabel>
  ) : (
    <StatusLabel tone="neutral" icon={<RiCheckboxCircleLine />}>
      {t('panel.below', { limit: displayValue(display, first.value) })}
    </StatusLabel>
  );
}
