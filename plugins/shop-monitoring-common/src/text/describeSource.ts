import { TimeFormat } from '@shop-portal/plugin-shop-rollouts-common';
import { SourceName, SourceState } from '../schemas';
import { formatMoment } from './formatMoment';
import { sourceTitle } from './labels';

const CALL_ENGINEER = 'Tell a platform engineer.';

const notLinked: Record<SourceName, string> = {
  datadog: 'No Datadog monitor is linked.',
  prometheus: 'No Prometheus alert or probe is linked.',
  alertmanager: 'No Prometheus alert or probe is linked.',
  grafana: 'No Grafana dashboard is linked.',
  deliveries: 'No release is linked.',
};

/**
 * What is the matter with a source and what to do, in at most three
 * sentences. Empty when it is live. A button `Try again` fits beside it where
 * {@link mayTryAgain} says so.
 * @public
 */
export function describeSource(
  state: SourceState,
  now: Date,
  format: TimeFormat = {},
): string {
  const name = titleOf(state);
  switch (state.status) {
    case 'live':
      return '';
    case 'notConfigured':
      return `${name} is not connected to this portal.`;
    case 'notLinked':
      return state.annotation
        ? `${
            notLinked[state.source]
          } Add this line to the annotations in catalog-info.yaml: ${
            state.annotation
          }`
        : notLinked[state.source];
    default: {
      const shown = state.asOf
        ? ` Shown: ${formatMoment(state.asOf, now, format)}.`
        : '';
      return `${describeReason(state, name, now, format)}${shown}`;
    }
  }
}

/** @public */
export function mayTryAgain({ status, reason }: SourceState): boolean {
  return (
    (status === 'stale' || status === 'failed') &&
    reason !== 'unauthorized' &&
    reason !== 'forbidden'
  );
}

/** `Datadog`, or `Prometheus main`. */
export function titleOf({ source, instance }: SourceState): string {
  return instance ? `${sourceTitle(source)} ${instance}` : sourceTitle(source);
}

function describeReason(
  state: SourceState,
  name: string,
  now: Date,
  format: TimeFormat,
): string {
  switch (state.reason) {
    case 'timeout':
      return state.timeoutSeconds
        ? `${name} did not answer in ${state.timeoutSeconds} s.`
        : `${name} did not answer in time.`;
    case 'unauthorized':
      return `The portal's key for ${name} is not valid. ${CALL_ENGINEER}`;
    case 'forbidden':
      return `The portal's key for ${name} may not read this. ${CALL_ENGINEER}`;
    case 'rateLimited':
      return state.retryAt
        ? `${name} asks us to wait until ${formatMoment(
            state.retryAt,
            now,
            format,
          )}.`
        : `${name} asks us to wait. Try again in a minute.`;
    case 'serverError':
      return `${name} has a problem of its own. Try again in a minute.`;
    case 'badAnswer':
      return `${name} gave an answer that the portal cannot read. ${CALL_ENGINEER}`;
    case 'tooLarge':
      return `${name} gave an answer that is too large. ${CALL_ENGINEER}`;
    case 'notFound':
      return `${name} does not have it any more.`;
    default:
      return `${name} cannot be reached. Try again in a minute, then tell a platform engineer.`;
  }
}
