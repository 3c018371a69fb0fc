export { InfrastructureRepository } from './InfrastructureRepository';
export type { Infrastructure } from './InfrastructureRepository';
export { planNetwork } from './planNetwork';
export { REGIONS } from './regions';
