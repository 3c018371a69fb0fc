/**
 * Schemas, permission, annotations, units and texts that the browser and the
 * backend of `shop-monitoring` share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './health';
export * from './permissions';
export * from './schemas';
export * from './text';
export * from './units';
