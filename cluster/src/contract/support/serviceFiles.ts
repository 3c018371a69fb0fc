import { stringify } from 'yaml';

/** How Argo CD follows the repository. */
export const SYNC_POLICIES = {
  manual: undefined,
  automated: { prune: true, selfHeal: false },
  healing: { prune: true, selfHeal: true },
} as const;

export type SyncPolicy = keyof typeof SYNC_POLICIES;

export interface ServiceOptions {
  name: string;
  namespace: string;
  sync: SyncPolicy;
  tag: string;
}

/** By which the portal finds it, and may drive it. */
function linksOf(name: string) {
  return {
    labels: { 'backstage.io/kubernetes-id': name },
    annotations: { 'backstage.io/entity-ref': `component:default/${name}` },
  };
}

export const overlayOf = (name: string) => `apps/${name}/overlays/prod`;

/** A blue-green Rollout and its Services, as Kustomize builds them. */
export function serviceFiles({
  name,
  namespace,
  sync,
  tag,
}: ServiceOptions): Record<string, string> {
  const base = `apps/${name}/base`;
  const labels = { app: name };
  return {
    [`${base}/kustomization.yaml`]: stringify({
      resources: ['rollout.yaml', 'services.yaml'],
    }),
    [`${base}/rollout.yaml`]: stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name, ...linksOf(name) },
      spec: {
        replicas: 2,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'example.invalid/web',
                ports: [{ containerPort: 80 }],
              },
            ],
          },
        },
        strategy: {
          blueGreen: {
            activeService: `${name}-active`,
            previewService: `${name}-preview`,
            autoPromotionEnabled: false,
          },
        },
      },
    }),
    [`${base}/services.yaml`]: ['active', 'preview']
      .map(role =>
        stringify({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: `${name}-${role}` },
          spec: { selector: labels, ports: [{ port: 80, targetPort: 80 }] },
        }),
      )
      .join('---\n'),
    [`${overlayOf(name)}/config.json`]: JSON.stringify({
      name,
      namespace,
      sync,
    }),
    ...overlayFile(name, tag),
  };
}

export function overlayFile(name: string, tag: string): Record<string, string> {
  return {
    [`${overlayOf(name)}/kustomization.yaml`]: stringify({
      resources: ['../../base'],
      images: [{ name: 'example.invalid/web', newTag: tag }],
    }),
  };
}

/** Makes an Application of every service that is synced in this way. */
export function applicationSetFile(options: {
  /** Unique in Argo CD. */
  name: string;
  sync: SyncPolicy;
  repoURL: string;
  cluster: string;
}): Record<string, string> {
  const { name, sync, repoURL, cluster } = options;
  const automated = SYNC_POLICIES[sync];
  return {
    [`clusters/${sync}/applicationset.yaml`]: stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name, namespace: 'argocd' },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: [
          {
            git: {
              repoURL,
              revision: 'main',
              files: [{ path: 'apps/*/overlays/*/config.json' }],
            },
            selector: { matchLabels: { sync } },
          },
        ],
        template: {
          metadata: {
            name: '{{.name}}',
            ...linksOf('{{.name}}'),
          },
          spec: {
            project: 'default',
            source: { repoURL, targetRevision: 'main', path: '{{.path.path}}' },
            destination: { name: cluster, namespace: '{{.namespace}}' },
            ...(automated && { syncPolicy: { automated } }),
          },
        },
      },
    }),
  };
}
