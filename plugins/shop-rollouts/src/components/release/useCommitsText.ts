import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReleaseHistory } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';

const NAMED = 2;

/** `2 commits by Dana Kim`: what a release brings; undefined while unknown. */
export function useCommitsText(
  history: ReleaseHistory | undefined,
  releases: { base?: string; head?: string },
): string | undefined {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const found = history?.comparisons.find(
    ({ base, head }) => base === releases.base && head === releases.head,
  );
  if (!found || found.aheadBy === 0) {
    return undefined;
  }
  const { aheadBy: count, authors } = found;
  if (authors.length === 0) {
    return t('release.commits', { count });
  }
  return authors.length <= NAMED
    ? t('release.commitsBy', {
        count,
        people: authors.join(t('release.and')),
      })
    : t('release.commitsByMany', { count, people: String(authors.length) });
}
