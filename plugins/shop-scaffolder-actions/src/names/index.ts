export { ANSWERS_FILE } from './answers';
export { isMadeByTask, toTaskUrl } from './isMadeByTask';
export { listTaken, ServiceNames } from './ServiceNames';
export type { NameUse } from './ServiceNames';
