export interface BlueGreenOptions {
  name: string;
  namespace: string;
  tag: string;
  /** The entity that the Rollout names; undefined for none. */
  claim?: string;
  replicas?: number;
  blueGreen?: Record<string, unknown>;
}

/** The Services that a Rollout of this name moves. */
export function blueGreenServices(name: string, namespace: string) {
  return ['active', 'preview'].map(role => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${name}-${role}`, namespace },
    spec: { selector: { app: name }, ports: [{ port: 80 }] },
  }));
}

/** A Rollout that waits for a person at its preview. */
export function blueGreenRollout(options: BlueGreenOptions) {
  const { name, namespace, tag, claim, replicas = 2 } = options;
  const annotations: Record<string, string> = claim
    ? { 'backstage.io/entity-ref': claim }
    : {};
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      namespace,
      labels: { 'backstage.io/kubernetes-id': name },
      annotations,
    },
    spec: {
      replicas,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { app: name } },
      strategy: {
        blueGreen: {
          activeService: `${name}-active`,
          previewService: `${name}-preview`,
          autoPromotionEnabled: false,
          ...options.blueGreen,
        },
      },
      template: podTemplate(name, tag),
    },
  };
}

/** A Deployment, which rolls out by itself. */
export function deployment(options: {
  name: string;
  namespace: string;
  tag: string;
  replicas?: number;
}) {
  const { name, namespace, tag, replicas = 2 } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { 'backstage.io/kubernetes-id': name },
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: podTemplate(name, tag),
    },
  };
}

export function podTemplate(name: string, tag: string) {
  return {
    metadata: {
      labels: { app: name, 'backstage.io/kubernetes-id': name },
    },
    spec: {
      containers: [
        { name: 'web', image: `registry.shop.example/shop/${name}:${tag}` },
      ],
    },
  };
}
