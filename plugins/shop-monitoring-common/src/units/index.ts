export * from './formatValue';
