export { createMarkdownTextFilter } from './createMarkdownTextFilter';
