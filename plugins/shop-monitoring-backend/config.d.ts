export interface Config {
  /** Watch: panels, monitors, alerts and probes of one catalog entity. */
  shopMonitoring?: {
    /**
     * Additions to the environments of `shopRollouts.environments`.
     */
    environments?: Array<{
      /**
       * Name of an environment of `shopRollouts.environments`.
       * @visibility backend
       */
      name: string;
      /**
       * Value of Datadog's tag `env`, where it is not the name.
       * @visibility backend
       */
      datadogEnv?: string;
    }>;
    grafana?: {
      instances?: Array<{
        /**
         * Short name, shown where there are several.
         * @visibility backend
         */
        name: string;
        /**
         * Address of its API.
         * @visibility backend
         */
        url: string;
        /**
         * Address for people, where it is another one.
         * @visibility backend
         */
        frontendUrl?: string;
        /**
         * Token of a service account with the role Viewer.
         * @visibility secret
         */
        token: string;
      }>;
    };
    prometheus?: {
      instances?: Array<{
        /**
         * Name, as used by the annotation `prometheus.io/service-name`.
         * @visibility backend
         */
        name: string;
        /**
         * Address of its API.
         * @visibility backend
         */
        url: string;
        /**
         * Address for people, where it is another one.
         * @visibility backend
         */
        frontendUrl?: string;
        /**
         * Address of the Alertmanager that it sends to.
         * @visibility backend
         */
        alertmanagerUrl?: string;
        /**
         * Label that names the cluster, where it watches several.
         * @visibility backend
         */
        clusterLabel?: string;
        /**
         * Clusters that it watches; all without it.
         * @visibility backend
         */
        clusters?: string[];
        /** Sent with every request, for example `Authorization`. */
        headers?: {
          /** @visibility secret */
          [name: string]: string;
        };
      }>;
    };
    datadog?: {
      /**
       * For example `datadoghq.com` or `us5.datadoghq.com`. This or `apiUrl`.
       * @visibility backend
       */
      site?: string;
      /**
       * Address of its API, where it is not that of the site.
       * @visibility backend
       */
      apiUrl?: string;
      /**
       * Address for people, where it is not that of the site.
       * @visibility backend
       */
      appUrl?: string;
      /** @visibility secret */
      apiKey: string;
      /**
       * With the permission `monitors_read`.
       * @visibility secret
       */
      applicationKey: string;
      /**
       * How long an answer is used before Datadog is asked again, which counts
       * the calls of a whole organisation; 30 without it.
       * @visibility backend
       */
      freshSeconds?: number;
    };
    notifications?: {
      /**
       * Seconds between two looks at what starts and stops to alert; 60
       * without it, 0 for never.
       * @visibility backend
       */
      intervalSeconds?: number;
    };
  };
}
