export { PersonName, usePersonName } from './PersonName';
export type { PersonNameProps } from './PersonName';
