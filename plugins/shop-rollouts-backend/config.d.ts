export interface Config {
  /** Deliver: what runs in every environment, and the buttons that move it. */
  shopRollouts?: {
    /**
     * Annotation by which a Rollout or an Argo CD Application names the one
     * entity that may drive it. It grants control. Default:
     * `backstage.io/entity-ref`.
     * @visibility backend
     */
    claimAnnotation?: string;
    /**
     * Whom to ask when only operators may act, for example `#shop-ops`.
     * @visibility backend
     */
    operatorsHint?: string;
    /**
     * Groups that are told what waits in production, beside the owner; for
     * example `group:default/shop-operators`.
     * @visibility backend
     */
    operatorsGroups?: string[];
    /** The environments, each a set of clusters and namespaces. */
    environments?: Array<{
      /**
       * Short name, for example `prod`.
       * @visibility frontend
       */
      name: string;
      /**
       * Name on the screen.
       * @visibility frontend
       */
      title: string;
      /**
       * Position on every screen; lower first.
       * @visibility frontend
       */
      order: number;
      /**
       * Whether acting here needs `shop-rollouts.production.operate`.
       * @visibility frontend
       */
      production: boolean;
      /**
       * Address of the preview, with the placeholders `{name}` and
       * `{namespace}`; http or https.
       * @visibility backend
       */
      previewUrl?: string;
      /** What the environment covers. */
      targets: Array<{
        /**
         * Name of a cluster.
         * @visibility backend
         */
        cluster: string;
        /**
         * Namespaces of that cluster.
         * @visibility backend
         */
        namespaces: string[];
      }>;
    }>;
    /** Additions to the clusters of `kubernetes.clusterLocatorMethods`. */
    clusters?: {
      [name: string]: {
        /**
         * The only credential that writes to this cluster. Without it the
         * cluster is read-only here.
         * @visibility secret
         */
        serviceAccountToken?: string;
        /**
         * Version of the Argo Rollouts controller, where it cannot be read
         * from its Deployment.
         * @visibility backend
         */
        rolloutsVersion?: string;
      };
    };
    argocd?: {
      instances?: Array<{
        /**
         * Name, as used by the annotation `argocd/instance-name`.
         * @visibility backend
         */
        name: string;
        /**
         * Address of the API server.
         * @visibility backend
         */
        url: string;
        /**
         * Address for people, where it is another one.
         * @visibility backend
         */
        frontendUrl?: string;
        /**
         * API token.
         * @visibility secret
         */
        token: string;
      }>;
    };
  };
}
