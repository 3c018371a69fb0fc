export * from './describeDelivery';
export {
  describeLane,
  liveTag,
  nextTag,
  NO_ROLLOUT_SENTENCE,
} from './describeLane';
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
  secondsBetween,
  type TimeFormat,
} from './format';
export * from './labels';
