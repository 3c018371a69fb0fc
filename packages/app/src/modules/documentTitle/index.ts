export { documentTitleModule } from './documentTitleModule';
