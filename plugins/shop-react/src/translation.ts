import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The few texts that the shared parts bring themselves.
 * @public
 */
export const shopReactTranslationRef = createTranslationRef({
  id: 'shop-react',
  messages: {
    cancel: 'Cancel',
    copyTag: 'Copy tag {{tag}}',
    copied: 'Copied {{tag}}.',
    newTab: '(opens in a new tab)',
    commit: 'Commit {{sha}}',
    tryAgain: 'Try again',
    copyDetails: 'Copy details',
    detailsCopied: 'Details copied.',
    copyLines: 'Copy lines',
    linesCopied: 'Lines copied.',
  },
});
