/**
 * Scaffolder actions that check, validate, publish, propose and register a
 * service.
 *
 * @packageDocumentation
 */
export { shopScaffolderActionsModule as default } from './module';
