import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';

const execute = promisify(execFile);

/** What Applications name; nothing answers there. */
export const DEPLOY_URL = 'http://git.shop.example/shop/deploy.git';

/** A deployment repository on the disk, changed by commits of the real git. */
export class DeploymentRepository {
  static async create(directory: string): Promise<DeploymentRepository> {
    const repository = new DeploymentRepository(directory);
    await mkdir(directory, { recursive: true });
    await repository.git('init', '--quiet', '--initial-branch=main');
    return repository;
  }

  private constructor(readonly directory: string) {}

  /** Writes files, removes those that are undefined, and commits. */
  async commit(
    message: string,
    files: Record<string, string | undefined>,
  ): Promise<string> {
    for (const [path, content] of Object.entries(files)) {
      const target = join(this.directory, path);
      if (content === undefined) {
        await rm(target, { recursive: true });
      } else {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, content);
      }
    }
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  private async git(...args: string[]): Promise<string> {
    const { stdout } = await execute('git', args, {
      cwd: this.directory,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Dana Kim',
        GIT_AUTHOR_EMAIL: 'dana.kim@shop.example',
        GIT_AUTHOR_DATE: '2026-11-22T09:30:00Z',
        GIT_COMMITTER_NAME: 'Dana Kim',
        GIT_COMMITTER_EMAIL: 'dana.kim@shop.example',
        GIT_COMMITTER_DATE: '2026-11-22T09:30:00Z',
      },
    });
    return stdout.trim();
  }
}

/** The files of one overlay with its base: a Rollout, Services, a ConfigMap. */
export function serviceFiles(options: {
  service: string;
  environment: string;
  cluster: string;
  tag: string;
}): Record<string, string> {
  const { service, environment, cluster, tag } = options;
  const base = `apps/${service}/base`;
  const overlay = `apps/${service}/overlays/${environment}`;
  const labels = { 'backstage.io/kubernetes-id': service };
  const image = `registry.shop.example/shop/${service}`;
  return {
    [`${base}/kustomization.yaml`]: stringify({
      resources: ['rollout.yaml', 'services.yaml', 'settings.yaml'],
    }),
    [`${base}/rollout.yaml`]: stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: service, labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: service } },
        template: {
          metadata: { labels: { app: service, ...labels } },
          spec: { containers: [{ name: service, image }] },
        },
        strategy: {
          blueGreen: {
            activeService: `${service}-active`,
            previewService: `${service}-preview`,
          },
        },
      },
    }),
    [`${base}/services.yaml`]: ['active', 'preview']
      .map(role =>
        stringify({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: `${service}-${role}`, labels },
          spec: {
            selector: { app: service },
            ports: [{ port: 80, targetPort: 8080 }],
          },
        }),
      )
      .join('---\n'),
    [`${base}/settings.yaml`]: stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${service}-settings` },
      data: { greeting: 'hello', colour: 'green' },
    }),
    [`${overlay}/kustomization.yaml`]: stringify({
      resources: ['../../base'],
      images: [{ name: image, newTag: tag }],
    }),
    [`${overlay}/config.json`]: JSON.stringify({
      service,
      environment,
      cluster,
      namespace: 'ecommerce',
      system: 'ecommerce',
      entityRef: `component:default/${service}`,
    }),
  };
}

export function applicationSetFile(
  cluster: string,
  automated: object | undefined,
  /** More of the spec of each Application. */
  spec: object = {},
): Record<string, string> {
  return {
    [`clusters/${cluster}/applicationset.yaml`]: stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: cluster, namespace: 'argocd' },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: [
          {
            git: {
              repoURL: DEPLOY_URL,
              revision: 'main',
              files: [{ path: 'apps/*/overlays/*/config.json' }],
            },
            selector: { matchLabels: { cluster } },
          },
        ],
        template: {
          metadata: {
            name: '{{.service}}-{{.environment}}',
            labels: {
              'backstage.io/kubernetes-id': '{{.service}}',
              environment: '{{.path.basename}}',
            },
            annotations: { 'backstage.io/entity-ref': '{{.entityRef}}' },
          },
          spec: {
            project: 'ecommerce',
            source: {
              repoURL: DEPLOY_URL,
              targetRevision: 'main',
              path: '{{.path.path}}',
            },
            destination: { name: cluster, namespace: '{{.namespace}}' },
            syncPolicy: { ...(automated && { automated }) },
            ...spec,
          },
        },
      },
    }),
  };
}
