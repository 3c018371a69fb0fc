export { applicationViewSchema } from './applicationView';
export { operationSchema } from './operation';
export * from './requests';
export * from './responses';
export { rolloutViewSchema } from './rolloutView';
export { seenStateSchema } from './values';
