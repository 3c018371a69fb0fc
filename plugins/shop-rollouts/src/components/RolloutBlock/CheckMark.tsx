import { ReactElement } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiQuestionLine,
} from '@remixicon/react';
import { StatusLabel, StatusLabelTone } from '@shop-portal/plugin-shop-react';
import { VisuallyHidden } from '@backstage/ui';
import { shopRolloutsTranslationRef } from '../../translation';
import { DeliveryCheck } from './deliveryChecks';

const LOOKS: Record<
  DeliveryCheck['result'],
  { icon: ReactElement; tone: StatusLabelTone }
> = {
  pass: { icon: <RiCheckboxCircleLine />, tone: 'positive' },
  warn: { icon: <RiAlertLine />, tone: 'warning' },
  unknown: { icon: <RiQuestionLine />, tone: 'warning' },
};

/** The name of a check with its result, as icon and as words. */
export function CheckMark(props: { check: DeliveryCheck }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { check } = props;
  return (
    <>
      <StatusLabel {...LOOKS[check.result]}>{check.name}</StatusLabel>
      <VisuallyHidden>{t(`checks.result.${check.result}`)}</VisuallyHidden>
    </>
  );
}
