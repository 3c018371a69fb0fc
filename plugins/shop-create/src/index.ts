/**
 * Form fields of the shop's templates.
 *
 * @packageDocumentation
 */
export { shopCreateModule as default } from './module';
