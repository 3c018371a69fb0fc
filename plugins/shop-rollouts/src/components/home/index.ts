export { RecentChanges } from './RecentChanges';
export { Sources } from './Sources';
export { WaitingForYou } from './WaitingForYou';
export { YourServices } from './YourServices';
