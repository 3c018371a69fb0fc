export { PageTitle } from './PageTitle';
export { useDocumentTitle } from './useDocumentTitle';
