export { MONITORING_UPSTREAMS, startMonitoring } from './startMonitoring';
export type { Monitoring, MonitoringUpstream } from './startMonitoring';
export { UPSTREAM_FAULTS } from './UpstreamFaults';
export type { UpstreamFault } from './UpstreamFaults';
