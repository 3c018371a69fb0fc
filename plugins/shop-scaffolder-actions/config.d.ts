export interface Config {
  /** Where templates put what they make. */
  shopCreate?: {
    github: {
      /**
       * Host of the GitHub that the templates write to. It needs an entry in
       * `integrations.github`, whose credentials are used.
       */
      host: string;
      /** The organisation that owns every repository below and every new one. */
      owner: string;
      /** Name of the repository that Argo CD deploys from. */
      deploymentRepository: string;
      /** Name of the repository with the Terragrunt units. */
      infrastructureRepository?: string;
    };
    /**
     * Where images are published: host and path, without port, scheme or tag,
     * for example `registry.shop.example/shop`.
     */
    registry: string;
  };
}
