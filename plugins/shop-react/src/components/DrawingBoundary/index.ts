export { DrawingBoundary } from './DrawingBoundary';
export type { DrawingBoundaryProps } from './DrawingBoundary';
