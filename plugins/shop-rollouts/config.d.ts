export interface Config {
  shopRollouts?: {
    environments?: Array<{
      /**
       * Short name, for example `prod`.
       * @visibility frontend
       */
      name: string;
      /**
       * Position on every screen; lower first.
       * @visibility frontend
       */
      order?: number;
    }>;
  };
}
