export * from './dashboardSelector';
export * from './names';
export * from './readMonitoringLinks';
