export * from './ShopMonitoringApi';
export * from './ShopMonitoringClient';
