import { shortenTag } from '@shop-portal/plugin-shop-react';
import {
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { TranslationFunction } from '../../translation';

/** The text on the button of an action. */
export function rolloutActionText(
  action: RolloutAction,
  view: RolloutView,
  t: TranslationFunction,
): string {
  switch (action) {
    case 'promote':
      return view.preview
        ? t('action.promoteTag', { tag: shortenTag(view.preview.tag) })
        : t('action.promote');
    case 'promote-full':
      return view.state === 'timed'
        ? t('action.promoteNow')
        : t('action.promoteFull');
    case 'abort':
      return t('action.abort');
    case 'retry':
    default:
      return t('action.retry');
  }
}
