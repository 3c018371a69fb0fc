import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Every text of the form fields. @public */
export const shopCreateTranslationRef = createTranslationRef({
  id: 'shop-create',
  messages: {
    check: {
      checking: 'Checking…',
      free: 'Free',
      unknown:
        'Could not check this. It is checked again before anything is made.',
    },
    options: {
      retry: 'Try again',
    },
    ownGroups: {
      none: 'You are in no group. Ask a platform engineer.',
      choose: 'Choose a group.',
      loading: 'Reading your groups…',
      failed: 'Could not read your groups.',
    },
    ownService: {
      none: 'Your groups own no service that is deployed.',
      choose: 'Choose a service.',
      loading: 'Reading your services…',
      failed: 'Could not read your services.',
    },
    serviceEnvironment: {
      none: 'This service is in every environment already.',
      choose: 'Choose an environment.',
      loading: 'Reading its environments…',
      noService: 'Choose a service first.',
      failed: 'Could not read its environments.',
    },
    willWrite: {
      title: 'What it will write',
      loading: 'Working out what it will write…',
      failed: 'Could not work out what it will write.',
      summaryOfOne:
        'Would write {{files}} files in 1 repository. Nothing is written yet.',
      summaryOfMany:
        'Would write {{files}} files in {{repositories}} repositories. Nothing is written yet.',
      pullRequest: '{{slug}}: pull request “{{title}}”',
      repository: '{{slug}}: new repository',
      ifMissing: '(where it does not exist)',
    },
  },
});
