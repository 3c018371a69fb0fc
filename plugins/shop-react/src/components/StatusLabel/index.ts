export { StatusLabel } from './StatusLabel';
export type { StatusLabelProps, StatusLabelTone } from './StatusLabel';
