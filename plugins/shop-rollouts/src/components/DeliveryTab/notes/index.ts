export { MayNotRead } from './MayNotRead';
export { NotLinked } from './NotLinked';
export { NothingFound } from './NothingFound';
export { ReadFailed } from './ReadFailed';
