import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Helmet } from 'react-helmet';
import { formatDocumentTitle } from './formatDocumentTitle';

/** Writes the titles of all pages the same way. */
export function DocumentTitle() {
  const appTitle = useApi(configApiRef).getString('app.title');
  return (
    <Helmet
      defaultTitle={appTitle}
      onChangeClientState={({ title }) => {
        document.title = formatDocumentTitle(String(title), appTitle);
      }}
    />
  );
}
