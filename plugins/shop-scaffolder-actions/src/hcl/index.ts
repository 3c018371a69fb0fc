export { validateHcl } from './validateHcl';
