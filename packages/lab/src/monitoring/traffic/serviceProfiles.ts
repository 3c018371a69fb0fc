/** What a service does with the requests that reach it. */
export interface ServiceProfile {
  route: string;
  /** Requests per second that come from outside, in production. */
  entry: number;
  /** Calls of other services per request. */
  calls: Readonly<Record<string, number>>;
  /** Half of the requests are answered within this time. */
  medianSeconds: number;
  cpuSecondsPerRequest: number;
}

/** The services of the two systems, which ran before the lab was started. */
export const SEEDED_SERVICES: Readonly<Record<string, ServiceProfile>> = {
  storefront: {
    route: '/',
    entry: 12,
    calls: { discounts: 1, advertisements: 1 },
    medianSeconds: 0.11,
    cpuSecondsPerRequest: 0.004,
  },
  discounts: {
    route: '/discount',
    entry: 0,
    calls: {},
    medianSeconds: 0.03,
    cpuSecondsPerRequest: 0.0015,
  },
  advertisements: {
    route: '/ads',
    entry: 0,
    calls: {},
    medianSeconds: 0.04,
    cpuSecondsPerRequest: 0.0012,
  },
  web: {
    route: '/',
    entry: 5,
    calls: { proxy: 1.5 },
    medianSeconds: 0.02,
    cpuSecondsPerRequest: 0.001,
  },
  proxy: {
    route: '/v1/api',
    entry: 0,
    calls: { product: 0.6, counter: 0.4 },
    medianSeconds: 0.05,
    cpuSecondsPerRequest: 0.0015,
  },
  product: {
    route: '/item-types',
    entry: 0,
    calls: {},
    medianSeconds: 0.012,
    cpuSecondsPerRequest: 0.001,
  },
  counter: {
    route: '/orders',
    entry: 0,
    calls: {},
    medianSeconds: 0.03,
    cpuSecondsPerRequest: 0.002,
  },
};

const NEW_SERVICE: ServiceProfile = {
  route: '/',
  entry: 1,
  calls: {},
  medianSeconds: 0.06,
  cpuSecondsPerRequest: 0.002,
};

export function profileOf(service: string): ServiceProfile {
  return Object.hasOwn(SEEDED_SERVICES, service)
    ? SEEDED_SERVICES[service]
    : NEW_SERVICE;
}
