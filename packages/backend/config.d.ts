export interface Config {
  lab?: {
    /**
     * Set by `npm start` only: the upstreams and the sign-in are stand-ins on
     * this machine. Production refuses to start with it.
     * @visibility backend
     */
    enabled?: boolean;
  };
}
