export { ActionButton } from './ActionButton';
export type { ActionButtonProps } from './ActionButton';
export { ActionReason } from './ActionReason';
export type { ActionReasonProps } from './ActionReason';
