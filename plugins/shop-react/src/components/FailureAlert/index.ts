export { FailureAlert } from './FailureAlert';
export type { FailureAlertProps } from './FailureAlert';
