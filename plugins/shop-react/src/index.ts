/**
 * Small shared parts of the portal's screens.
 *
 * @packageDocumentation
 */
export { checkAnswer, UnexpectedAnswerError } from './api/checkAnswer';
export * from './components';
export * from './home';
export { useCopy } from './hooks/useCopy';
export { useEntityTabHref } from './hooks/useEntityTabHref';
export { useInitialFocus } from './hooks/useInitialFocus';
export { useNow } from './hooks/useNow';
export { shopReactTranslationRef } from './translation';
