export * from './describeDelivery';
export { describeLane, NO_ROLLOUT_SENTENCE } from './describeLane';
export * from './describeOperation';
export * from './describeRefusal';
export {
  agoInSentence,
  formatAge,
  formatClockTime,
  formatCountdown,
  formatDuration,
  formatPerson,
  formatShortTime,
  type TimeFormat,
} from './format';
export * from './labels';
