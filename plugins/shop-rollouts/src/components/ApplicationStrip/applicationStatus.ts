import {
  ApplicationView,
  LaneLabel,
} from '@shop-portal/plugin-shop-rollouts-common';
import { TranslationFunction } from '../../translation';

/** An application as one label: what is wrong first. */
export function applicationStatus(
  application: ApplicationView,
  t: TranslationFunction,
): LaneLabel {
  const { operation, health, sync } = application;
  if (operation?.phase === 'Running' || operation?.phase === 'Terminating') {
    return {
      label: t('application.syncing'),
      icon: 'RiLoader4Line',
      tone: 'announcement',
    };
  }
  if (health === 'Degraded' || health === 'Missing') {
    return {
      label: t(`application.health.${health}`),
      icon: 'RiErrorWarningLine',
      tone: 'negative',
    };
  }
  if (operation?.phase === 'Failed' || operation?.phase === 'Error') {
    return {
      label: t('application.syncFailedShort'),
      icon: 'RiErrorWarningLine',
      tone: 'warning',
    };
  }
  if (sync === 'OutOfSync') {
    return {
      label: t('application.outOfSync', {
        count: application.outOfSyncResources.length,
      }),
      icon: 'RiAlertLine',
      tone: 'warning',
    };
  }
  if (sync === 'Unknown' || health === 'Unknown') {
    return {
      label: t('application.unknown'),
      icon: 'RiQuestionLine',
      tone: 'warning',
    };
  }
  return health === 'Progressing'
    ? {
        label: t('application.health.Progressing'),
        icon: 'RiLoader4Line',
        tone: 'announcement',
      }
    : {
        label: t('application.live'),
        icon: 'RiCheckboxCircleLine',
        tone: 'positive',
      };
}
