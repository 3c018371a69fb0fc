import {
  describeStale,
  formatAge,
  StaleSource,
} from '@shop-portal/plugin-shop-rollouts-common';
import { TranslationFunction } from '../translation';

/** Who has not answered since when, and what is shown instead. */
export function staleText(
  source: StaleSource,
  now: Date,
  t: TranslationFunction,
): string {
  const fact = describeStale(source);
  if (!source.since) {
    return fact;
  }
  const age = formatAge(source.since, now);
  return `${fact.replace(/\.$/, '')} (${age}). ${t('stale.lastSaid')}`;
}
