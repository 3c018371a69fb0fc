import {
  ApplicationView,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { TranslationFunction } from '../../translation';

/** A named fact that is worth knowing before a promotion. */
export interface DeliveryCheck {
  id: 'preview-ready' | 'in-sync';
  name: string;
  result: 'pass' | 'warn' | 'unknown';
  now: string;
  mustBe: string;
  source: string;
  sourceUrl?: string;
}

function previewReady(
  view: RolloutView,
  t: TranslationFunction,
): DeliveryCheck[] {
  if (!view.preview) {
    return [];
  }
  const { ready, desired } = view.preview.replicas;
  return [
    {
      id: 'preview-ready',
      name: t('checks.previewReady'),
      result: desired > 0 && ready >= desired ? 'pass' : 'warn',
      now: t('checks.pods', { ready: String(ready), count: desired }),
      mustBe: t('checks.all'),
      source: 'Kubernetes',
    },
  ];
}

function inSync(
  application: ApplicationView,
  t: TranslationFunction,
): DeliveryCheck {
  const isKnown = application.sync !== 'Unknown' && !application.stale;
  const agrees = application.sync === 'Synced' ? 'pass' : 'warn';
  return {
    id: 'in-sync',
    name: t('checks.inSync'),
    result: isKnown ? agrees : 'unknown',
    now: isKnown
      ? application.revision?.slice(0, 7) ?? t('checks.notKnown')
      : t('checks.notKnown'),
    mustBe: t('checks.same'),
    source: 'Argo CD',
    sourceUrl: application.url,
  };
}

/** What is known about a release before it is promoted. */
export function deliveryChecks(
  view: RolloutView,
  applications: ApplicationView[],
  t: TranslationFunction,
): DeliveryCheck[] {
  return [
    ...previewReady(view, t),
    ...applications.map(application => inSync(application, t)),
  ];
}
