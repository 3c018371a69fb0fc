export * from './ShopMonitoringApi';
export * from './ShopMonitoringClient';
export * from './UnexpectedAnswerError';
