export interface Config {
  app: {
    /**
     * How people sign in: `oidc` (default) or `github`. The provider itself is
     * configured under `auth.providers`.
     * @visibility frontend
     */
    signInProvider?: 'oidc' | 'github';
  };
}
