export { Notices } from './Notices';
export { startNotices } from './startNotices';
