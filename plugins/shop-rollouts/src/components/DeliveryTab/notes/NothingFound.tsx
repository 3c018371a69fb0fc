import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyNote, StaleNote, useNow } from '@shop-portal/plugin-shop-react';
import { Delivery, formatAge } from '@shop-portal/plugin-shop-rollouts-common';
import {
  shopRolloutsTranslationRef,
  TranslationFunction,
} from '../../../translation';
import { staleText } from '../../staleText';

const SECOND_MS = 1000;

function lastLooked(
  delivery: Delivery,
  now: Date,
  t: TranslationFunction,
): string {
  const age = formatAge(delivery.readAt, now);
  return age === 'just now'
    ? t('notes.lookedJustNow')
    : t('notes.lookedAgo', { age });
}

/** The entity is linked, but nothing matches. */
export function NothingFound(props: { delivery: Delivery }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { delivery } = props;
  const now = useNow(10 * SECOND_MS);
  return (
    <>
      {delivery.stale.map(source => (
        <StaleNote key={`${source.kind}/${source.name}`}>
          {staleText(source, now, t)}
        </StaleNote>
      ))}
      <EmptyNote
        fact={t('notes.nothingFound', {
          selector: delivery.selector ?? t('notes.theAnnotations'),
          clusters: delivery.clusters.join(', ') || t('notes.noCluster'),
        })}
        help={lastLooked(delivery, now, t)}
      />
    </>
  );
}
