import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { DocumentTitle } from './DocumentTitle';

const documentTitle = AppRootElementBlueprint.make({
  name: 'document-title',
  params: { element: <DocumentTitle /> },
});

/** The title of the browser's tab, on every page and before sign-in. */
export const documentTitleModule = createFrontendModule({
  pluginId: 'app',
  extensions: [documentTitle],
});
