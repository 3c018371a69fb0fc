export interface Config {
  app: {
    /**
     * How people sign in: `oidc` (default) or `github`. The provider itself is
     * configured under `auth.providers`.
     * @visibility frontend
     */
    signInProvider?: 'oidc' | 'github';
  };
  /** Whose Home shows which cards. */
  shopPermissionPolicy?: {
    /** @visibility frontend */
    operatorsGroups?: string[];
    /** @visibility frontend */
    platformGroups?: string[];
  };
}
