export { LiveRegion, useAnnounce } from './LiveRegion';
