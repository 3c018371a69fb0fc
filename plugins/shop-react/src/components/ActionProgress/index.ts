export { ActionProgress } from './ActionProgress';
export type {
  ActionProgressProps,
  ActionProgressState,
  ActionProgressStep,
} from './ActionProgress';
