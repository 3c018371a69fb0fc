/** A pod with this label never becomes ready, on both sides. */
const NEVER_READY_LABEL = 'lab/never-ready';

/** The Services that a blue-green Rollout of this name directs. */
export function blueGreenServices(name: string): object[] {
  return [`${name}-active`, `${name}-preview`].map(service =>
    serviceOf(service, name),
  );
}

export function serviceOf(name: string, app: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app }, ports: [{ port: 80, targetPort: 8080 }] },
  };
}

/** A Rollout without strategy: `spec` brings it. */
export function rolloutOf(name: string, spec: object): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name },
    spec: {
      replicas: 2,
      revisionHistoryLimit: 5,
      selector: { matchLabels: { app: name } },
      template: podTemplate(name, 1),
      ...spec,
    },
  };
}

/** Waits for a person at its preview, unless `change` says otherwise. */
export function blueGreenStrategy(name: string, change: object = {}): object {
  return {
    blueGreen: {
      activeService: `${name}-active`,
      previewService: `${name}-preview`,
      autoPromotionEnabled: false,
      ...change,
    },
  };
}

/** @param version - another one is another image, and a new ReplicaSet */
export function podTemplate(
  app: string,
  version: number,
  options: { neverReady?: boolean; labels?: Record<string, string> } = {},
) {
  const { neverReady = false, labels = {} } = options;
  return {
    metadata: {
      labels: {
        app,
        ...labels,
        ...(neverReady && { [NEVER_READY_LABEL]: '' }),
      },
    },
    spec: {
      containers: [
        {
          name: 'web',
          image: `registry.example/shop/${app}:v${version}`,
          ports: [{ containerPort: 8080, protocol: 'TCP' }],
          resources: {},
        },
      ],
    },
  };
}
