export * from './application';
export * from './buildApplicationView';
