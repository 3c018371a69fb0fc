export { NotWellNow } from './NotWellNow';
