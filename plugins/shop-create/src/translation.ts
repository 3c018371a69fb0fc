import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Every text of the form fields. @public */
export const shopCreateTranslationRef = createTranslationRef({
  id: 'shop-create',
  messages: {
    serviceName: {
      checking: 'Checking…',
      free: 'Free',
      unknown:
        'Could not check this name. It is checked again before anything is made.',
    },
    ownGroups: {
      none: 'You are in no group. Ask a platform engineer.',
      choose: 'Choose a group.',
      loading: 'Reading your groups…',
      failed: 'Could not read your groups.',
      retry: 'Try again',
    },
  },
});
