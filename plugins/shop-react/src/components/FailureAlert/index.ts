export { FailureAlert } from './FailureAlert';
export type { FailureAlertProps } from './FailureAlert';
export { failureDetails } from './failureDetails';
