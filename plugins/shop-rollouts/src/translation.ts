import {
  createTranslationRef,
  TranslationFunction as BaseTranslationFunction,
} from '@backstage/frontend-plugin-api';
import { applicationMessages } from './messages/application';
import { dialogMessages } from './messages/dialog';
import { homeMessages } from './messages/home';

/**
 * Every text of Deliver that is not made from the state of a delivery; those
 * are shared with the backend in `@shop-portal/plugin-shop-rollouts-common`.
 * @public
 */
export const shopRolloutsTranslationRef = createTranslationRef({
  id: 'plugin.shop-rollouts',
  messages: {
    title: 'Delivery',
    ago: 'ago',
    person: { you: 'You', youInside: 'you' },
    strip: { title: 'What runs where' },
    filter: { label: 'Filter', all: 'All environments' },
    waiting: {
      text: '{{env}} waits for a person.',
      show: 'Go to {{env}}',
    },
    loading: { long: 'This takes longer than usual.' },
    connection: {
      live: 'Live',
      changed: 'changed',
      notLive: 'Not live',
      notLiveSince: 'Not live · last {{time}}',
      reconnect: 'Reconnect',
    },
    stale: { lastSaid: 'This is what it last said.' },
    lane: {
      production: 'Production',
      someWait: '{{waiting}} of {{all}} wait',
      nothing: 'Nothing here',
      nothingHere: 'Nothing of this service runs here.',
      loading: '{{env}}, loading',
      isLive: '{{tag}} is live',
    },
    stack: {
      live: 'Live',
      preview: 'Preview',
      stable: 'Stable',
      canary: 'Canary',
      revision: 'revision {{revision}}',
      allTraffic: 'All live traffic',
      noTraffic: 'No live traffic',
      noLive: 'No pod gets live traffic.',
      podsReady_one: '{{ready}} of {{count}} pod ready',
      podsReady_other: '{{ready}} of {{count}} pods ready',
      restarts_one: '{{count}} restart',
      restarts_other: '{{count}} restarts',
      running: 'running',
      promotedBy: 'Promoted by {{person}},',
      openPreview: 'Open preview',
      noPreview: 'No preview now. The preview address serves the live version.',
      previewStopped:
        'Preview stopped. Its address may answer with errors.',
      sameImage: 'same image, changed config',
      unchangedImages_one: '+{{count}} image unchanged',
      unchangedImages_other: '+{{count}} images unchanged',
      moving: 'Moving traffic',
    },
    checks: {
      title: 'Checks',
      check: 'Check',
      now: 'Now',
      mustBe: 'Must be',
      source: 'Source',
      previewReady: 'Preview ready',
      inSync: 'Git and cluster agree',
      pods_one: '{{ready}} of {{count}} pod',
      pods_other: '{{ready}} of {{count}} pods',
      all: 'all',
      same: 'same',
      notKnown: 'not known',
      warnsOnly: 'warns only',
      checked: 'Checked',
      checkedAgain: ' · checked again when you press',
      result: { pass: 'passes', warn: 'warns', unknown: 'not known' },
    },
    pods: {
      title: 'Pods ({{number}})',
      label: 'Pods',
      name: 'Name',
      release: 'Release',
      status: 'Status',
      restarts: 'Restarts',
      ready: 'Ready',
      none: 'No pods run.',
    },
    revisions: {
      title: 'Revisions ({{number}})',
      label: 'Revisions',
      release: 'Release',
      revision: 'Revision',
      when: 'When',
      now: 'Now',
      none: 'No revisions are kept.',
      runsUntil: 'Runs until {{time}}',
      role: {
        live: 'Live',
        preview: 'Preview',
        stable: 'Stable',
        canary: 'Canary',
        old: 'Former',
      },
    },
    action: {
      promote: 'Promote',
      promoteTag: 'Promote {{tag}}',
      promoteNow: 'Promote now',
      promoteFull: 'Promote fully…',
      promoteHint:
        'Replaces {{live}} as live. You can go back at once for {{time}}.',
      abort: 'Abort',
      retry: 'Retry…',
      sync: 'Sync',
      refresh: 'Refresh',
      more: 'More',
      moreIn: 'More actions in {{env}}',
      notPossible: 'Not possible now',
      inEnvironment: '{{action}} in {{env}}',
      ofApplication: '{{action}} {{name}}',
    },
    progress: {
      accepted: 'Accepted',
      nudged: 'Nudged once',
      stuck: 'No reaction',
      taken: 'Taken by the controller',
      takenByArgoCd: 'Taken by Argo CD',
      diverted: 'Went a different way',
      failed: 'Failed',
      refused: 'Refused',
      done: {
        promote: 'Live',
        'promote-full': 'Live',
        abort: 'Stopped',
        retry: 'Started again',
        sync: 'Synced',
        refresh: 'Compared',
      },
      by: '{{action}} by {{person}}',
    },
    outcome: {
      checking: 'We do not know yet whether it arrived. Checking…',
      unreachable:
        'Still not connected. Do not press again: reload when you are back, the timeline tells what happened.',
      notArrived: 'It did not arrive. Nothing was done; you can press again.',
      show: 'Show {{tag}}',
      copyDetails: 'Copy details',
      detailsCopied: 'Details copied.',
    },
    dialog: dialogMessages,
    application: applicationMessages,
    toast: { open: 'Open delivery' },
    shortcuts: {
      title: 'Keyboard shortcuts',
      setting: 'Use shortcuts of a single key',
      close: 'Close shortcuts',
      keys: {
        j: 'Next environment',
        k: 'Previous environment',
        p: 'Go to the main button of the environment, without pressing it',
        '?': 'Show this list',
      },
    },
    notes: {
      mayNotRead:
        'You may not see deliveries of this service. Its owner is {{owner}}.',
      ownerUnknown: 'not known',
      notLinked: 'This service is not linked to a Rollout yet.',
      addThis: 'Add this to catalog-info.yaml:',
      copy: 'Copy lines',
      copied: 'Lines copied.',
      nothingFound:
        'No Rollout or application matches {{selector}} in {{clusters}}.',
      theAnnotations: 'its annotations',
      noCluster: 'any configured cluster',
      lookedJustNow: 'Last looked just now.',
      lookedAgo: 'Last looked {{age}} ago.',
      readFailed: 'Could not read deliveries.',
      noAnswer: "The portal's backend did not answer.",
      readAt: 'What you see is from {{time}}.',
      tryAgain: 'Try again',
    },
    card: {
      title: 'Delivery',
      review: 'Review',
      failed: 'Delivery does not answer. Open the tab.',
      openTab: 'Open Delivery',
    },
    home: homeMessages,
  },
});

/** The function that `useTranslationRef` gives for the texts of this plugin. */
export type TranslationFunction = BaseTranslationFunction<
  (typeof shopRolloutsTranslationRef)['T']
>;
