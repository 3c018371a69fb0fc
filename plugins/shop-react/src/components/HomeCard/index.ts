export { HomeCard } from './HomeCard';
export type { HomeCardProps } from './HomeCard';
