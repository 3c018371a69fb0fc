export * from './describeHealth';
export * from './describeSource';
export * from './labels';
