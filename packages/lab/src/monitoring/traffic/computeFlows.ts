import { profileOf } from './serviceProfiles';
import { Stack, Workload } from './Workload';

/** A release whose tag contains this word answers part of its requests badly. */
const BAD_TAG = 'bad';
const BAD_TAG_ERRORS = 0.25;
const BAD_TAG_SLOWDOWN = 1.8;
/** How much of a failing call shows in the answers of the caller. */
const PASSED_ON_ERRORS = 0.08;
/** Requests per second by which a preview is tried out. */
const PREVIEW_REQUESTS = 0.5;
const PRODUCTION = 'prod';
/** How much of production's traffic other environments have. */
const OTHER_SHARE = 0.1;
const NOT_FOUND_SHARE = 0.01;
const SLOW_SHARE = 0.06;

/** Requests of one kind that a stack answers. */
export interface Answers {
  kind: 'fast' | 'slow' | 'missing' | 'failed';
  code: '200' | '404' | '500';
  perSecond: number;
  medianSeconds: number;
}

/** What one version of a service is asked, and how it answers. */
export interface Flow {
  workload: Workload;
  version: string;
  role: Stack['role'];
  pods: Stack['pods'];
  answers: Answers[];
}

/** Sends the shops' traffic through what runs in one namespace. */
export function computeFlows(workloads: Workload[]): Flow[] {
  return workloads
    .filter(({ reachable }) => reachable)
    .flatMap(workload => {
      const demand = demandFor(workload, workloads);
      const live = workload.stacks.filter(({ role }) => role === 'live');
      const previews = workload.stacks.filter(({ role }) => role === 'preview');
      const flow = (stack: Stack, perSecond: number): Flow => ({
        workload,
        ...stack,
        answers: answersOf(workload.service, perSecond, {
          errors: errorShare(workload, stack, workloads),
          bad: stack.version.includes(BAD_TAG),
        }),
      });
      const size = live.reduce((sum, { pods }) => sum + pods.length, 0);
      return [
        ...live.map(stack => flow(stack, (demand * stack.pods.length) / size)),
        ...previews.map(stack => flow(stack, PREVIEW_REQUESTS)),
        // Nothing is ready: whatever stands in front of it answers.
        ...(live.length === 0
          ? [flow({ version: '', role: 'live', pods: [] }, demand)]
          : []),
      ];
    });
}

function demandFor(workload: Workload, workloads: Workload[]): number {
  const { service, environment } = workload;
  const own =
    profileOf(service).entry * (environment === PRODUCTION ? 1 : OTHER_SHARE);
  return workloads.reduce((sum, caller) => {
    const calls = profileOf(caller.service).calls[service] ?? 0;
    return calls === 0 ? sum : sum + calls * demandFor(caller, workloads);
  }, own);
}

function errorShare(
  { service }: Workload,
  stack: Stack,
  workloads: Workload[],
): number {
  if (stack.pods.length === 0) {
    return 1;
  }
  const passedOn = workloads
    .filter(callee => profileOf(service).calls[callee.service] !== undefined)
    .map(callee => {
      const live = callee.stacks.filter(({ role }) => role === 'live');
      const worst = Math.max(
        ...live.map(each => errorShare(callee, each, workloads)),
        live.length === 0 ? 1 : 0,
      );
      return PASSED_ON_ERRORS * worst;
    });
  const own = stack.version.includes(BAD_TAG) ? BAD_TAG_ERRORS : 0;
  return 1 - passedOn.reduce((rest, share) => rest * (1 - share), 1 - own);
}

function answersOf(
  service: string,
  perSecond: number,
  { errors, bad }: { errors: number; bad: boolean },
): Answers[] {
  const median =
    profileOf(service).medianSeconds * (bad ? BAD_TAG_SLOWDOWN : 1);
  const good = perSecond * (1 - errors);
  const answers = (
    kind: Answers['kind'],
    code: Answers['code'],
    rate: number,
    slowdown: number,
  ): Answers => ({
    kind,
    code,
    perSecond: rate,
    medianSeconds: median * slowdown,
  });
  return [
    answers('fast', '200', good * (1 - SLOW_SHARE - NOT_FOUND_SHARE), 1),
    answers('slow', '200', good * SLOW_SHARE, 4),
    answers('missing', '404', good * NOT_FOUND_SHARE, 0.5),
    answers('failed', '500', perSecond * errors, 2),
  ].filter(each => each.perSecond > 0);
}
