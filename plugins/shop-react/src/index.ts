/**
 * Small shared parts of the portal's screens.
 *
 * @packageDocumentation
 */
export * from './components';
export { useCopy } from './hooks/useCopy';
export { useInitialFocus } from './hooks/useInitialFocus';
export { useNow } from './hooks/useNow';
export { shopReactTranslationRef } from './translation';
