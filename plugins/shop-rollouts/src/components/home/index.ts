export { RecentChanges } from './RecentChanges';
export { WaitingForYou } from './WaitingForYou';
export { YourServices } from './YourServices';
