export { startArgoCd } from './startArgoCd';
