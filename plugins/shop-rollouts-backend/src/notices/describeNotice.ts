import { NotificationPayload } from '@backstage/plugin-notifications-common';
import {
  DeliveryEnvironment,
  describeLane,
  formatDuration,
  formatPerson,
  formatShortTime,
  liveTag,
  nextTag,
  Operation,
  RolloutView,
  secondsBetween,
  Stack,
} from '@shop-portal/plugin-shop-rollouts-common';

/** What can be told about a release; each once. */
export type NoticeEvent =
  | 'waits'
  | 'live'
  | 'aborted'
  | 'not-starting'
  | 'not-well';

/** What happened to which release, and how to tell it. */
export interface DeliveryNotice {
  event: NoticeEvent;
  release: Pick<Stack, 'hash' | 'tag' | 'revision'>;
  title: string;
  description: string;
  severity: NonNullable<NotificationPayload['severity']>;
  topic: string;
}

export interface NoticeContext {
  service: string;
  view: RolloutView;
  environment: DeliveryEnvironment;
  /** The newest finished request on this target. */
  operation?: Operation;
}

// A notice is read anywhere, so its times say their zone.
const FORMAT = { timeZone: 'UTC' };
const ZONE = 'UTC';

const TOPICS = {
  waits: 'Waits for me',
  results: 'Results',
  problems: 'Problems',
};

/** The notice that a Rollout deserves as it is now, if any. */
export function describeNotice(
  context: NoticeContext,
): DeliveryNotice | undefined {
  const { view, service, environment } = context;
  const subject = `${service} ${environment.title}`;
  switch (view.state) {
    case 'waiting':
      return (
        view.preview && {
          event: 'waits',
          release: view.preview,
          title: `${subject}: ${nextTag(view)} waits for you`,
          description: `${liveTag(view)} is live.`,
          severity: environment.production ? 'high' : 'normal',
          topic: TOPICS.waits,
        }
      );
    case 'live':
    case 'go-back-window':
      return (
        view.live && {
          event: 'live',
          release: view.live,
          title: `${subject}: ${liveTag(view)} is live`,
          description: describeLive(context),
          severity: 'low',
          topic: TOPICS.results,
        }
      );
    case 'aborted':
      return (
        view.preview && {
          event: 'aborted',
          release: view.preview,
          title: `${subject}: ${nextTag(view)} was aborted`,
          description: `${describeAbort(context)}${liveTag(
            view,
          )} is live; Git still asks for ${nextTag(view)}.`,
          severity: 'normal',
          topic: TOPICS.results,
        }
      );
    case 'not-starting':
      return (
        view.preview && {
          event: 'not-starting',
          release: view.preview,
          title: `${subject}: ${nextTag(view)} does not start`,
          description: `${describeLane(view, new Date(), FORMAT)}${
            view.live ? ' Users are not affected.' : ''
          }`,
          severity: 'high',
          topic: TOPICS.problems,
        }
      );
    case 'abort-not-finished':
    case 'no-live-pods':
      return (
        view.live && {
          event: 'not-well',
          release: view.live,
          title: `${subject}: users may see errors`,
          description: describeLane(view, new Date(), FORMAT),
          severity: 'critical',
          topic: TOPICS.problems,
        }
      );
    default:
      return undefined;
  }
}

function describeLive({ view, operation }: NoticeContext): string {
  const sentences: string[] = [];
  if (
    operation &&
    (operation.action === 'promote' || operation.action === 'promote-full') &&
    operation.to?.hash === view.live?.hash
  ) {
    const done = operation.steps.find(({ phase }) => phase === 'done');
    const seconds = secondsBetween(operation.requestedAt, done?.at ?? '');
    const after =
      seconds === undefined ? '' : `, live after ${formatDuration(seconds)}`;
    sentences.push(
      `Promoted by ${formatPerson(operation.requestedBy)}${after}.`,
    );
  }
  if (view.state === 'go-back-window' && view.deadline) {
    const until = formatShortTime(view.deadline, FORMAT);
    sentences.push(`Instant rollback until ${until} ${ZONE}.`);
  }
  return sentences.join(' ') || 'Nothing waits.';
}

function describeAbort({ operation }: NoticeContext): string {
  if (operation?.action !== 'abort') {
    return '';
  }
  const reason = operation.reason ? `: "${operation.reason}"` : '';
  return `By ${formatPerson(operation.requestedBy)}${reason}. `;
}
