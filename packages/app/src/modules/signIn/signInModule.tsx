import {
  configApiRef,
  createFrontendModule,
  githubAuthApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { SignInPage } from '@backstage/core-components';
import { useDocumentTitle } from '../documentTitle';
import { oidcAuthApi, oidcAuthApiRef } from './oidcAuthApi';

const oidcProvider = {
  id: 'oidc',
  title: 'Your organisation',
  message: 'Sign in with the account of your organisation',
  apiRef: oidcAuthApiRef,
};

const githubProvider = {
  id: 'github',
  title: 'GitHub',
  message: 'Sign in with your GitHub account',
  apiRef: githubAuthApiRef,
};

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => props => {
      const provider =
        useApi(configApiRef).getOptionalString('app.signInProvider');
      useDocumentTitle('Sign in');
      return (
        <SignInPage
          {...props}
          provider={provider === 'github' ? githubProvider : oidcProvider}
        />
      );
    },
  },
});

/** Sign-in through the one provider that `app.signInProvider` names. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, oidcAuthApi],
});
