import { buildKustomization } from '@shop-portal/kubectl';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { SEEDS } from './__testUtils__/GitHubTestServer';

jest.setTimeout(60_000);

const strings = z.record(z.string(), z.string());

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: strings,
    annotations: strings.optional(),
  }),
});

const container = z.object({
  image: z.string(),
  startupProbe: z.looseObject({}),
  readinessProbe: z.looseObject({}),
  livenessProbe: z.looseObject({}),
  resources: z.object({ requests: strings, limits: strings }),
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
  }),
});

const workloadSchema = objectSchema.extend({
  spec: z.object({
    replicas: z.number(),
    selector: z.object({ matchLabels: strings }),
    strategy: z.object({
      type: z.string().optional(),
      blueGreen: z
        .object({
          activeService: z.string(),
          previewService: z.string(),
          autoPromotionEnabled: z.boolean(),
          scaleDownDelaySeconds: z.number(),
        })
        .optional(),
    }),
    template: z.object({
      metadata: z.object({ labels: strings }),
      spec: z.object({
        serviceAccountName: z.string(),
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
        containers: z.tuple([container]),
      }),
    }),
  }),
});

const configSchema = z.strictObject({
  service: z.string(),
  environment: z.enum(['dev', 'prod']),
  cluster: z.enum(['shop-dev', 'shop-prod', 'coffee-prod']),
  namespace: z.enum(['ecommerce', 'coffeeshop']),
  system: z.enum(['ecommerce', 'coffeeshop']),
  entityRef: z.string(),
});

function read(path: string): string {
  return readFileSync(join(SEEDS, path), 'utf8');
}

/** Found by the annotations of the service, not by its label. */
const MONITORING = ['PrometheusRule', 'Probe', 'DatadogGenericResource'];

const ROLLOUTS = ['storefront', 'discounts', 'web', 'proxy'];

const overlays = readdirSync(join(SEEDS, 'deploy/apps')).flatMap(service =>
  readdirSync(join(SEEDS, 'deploy/apps', service, 'overlays')).map(
    environment => ({ service, environment }),
  ),
);

describe('the seeded deployment repository', () => {
  it('has every service of both systems', () => {
    const names = overlays.map(each => `${each.service}-${each.environment}`);
    expect(names.sort()).toEqual([
      'advertisements-dev',
      'advertisements-prod',
      'barista-prod',
      'counter-prod',
      'discounts-dev',
      'discounts-prod',
      'kitchen-prod',
      'product-prod',
      'proxy-prod',
      'storefront-dev',
      'storefront-prod',
      'web-prod',
    ]);
  });

  describe.each(overlays)('$service in $environment', overlay => {
    const { service, environment } = overlay;
    const folder = `deploy/apps/${service}/overlays/${environment}`;

    async function build() {
      const { objects, warnings } = await buildKustomization(
        join(SEEDS, folder),
      );
      const all = z.array(objectSchema).parse(objects);
      const workload = workloadSchema.parse(
        all.find(({ kind }) => kind === 'Rollout' || kind === 'Deployment'),
      );
      const named = (kind: string) =>
        all.filter(each => each.kind === kind).map(each => each.metadata.name);
      return { all, workload, warnings, named };
    }

    it('says where it goes', () => {
      const config = configSchema.parse(
        JSON.parse(read(`${folder}/config.json`)),
      );
      const shop = config.system === 'ecommerce';
      expect(config).toEqual({
        service,
        environment,
        cluster: `${shop ? 'shop' : 'coffee'}-${environment}`,
        namespace: config.system,
        system: config.system,
        entityRef: `component:default/${service}`,
      });
    });

    it('builds without a warning into a complete workload', async () => {
      const { all, workload, warnings, named } = await build();
      expect(warnings).toEqual([]);
      for (const { kind, metadata } of all) {
        const id = MONITORING.includes(kind) ? undefined : service;
        expect(metadata.labels['backstage.io/kubernetes-id']).toBe(id);
        expect(metadata.namespace).toMatch(/^(ecommerce|coffeeshop)$/);
      }
      const { template, selector } = workload.spec;
      expect(workload.metadata.name).toBe(service);
      expect(template.metadata.labels).toMatchObject({
        ...selector.matchLabels,
        'backstage.io/kubernetes-id': service,
        environment,
        'tags.datadoghq.com/env': environment,
      });
      expect(Object.keys(selector.matchLabels).sort()).toEqual([
        'app.kubernetes.io/instance',
        'app.kubernetes.io/name',
      ]);
      expect(template.spec.serviceAccountName).toBe(service);
      for (const kind of [
        'ServiceAccount',
        'PodDisruptionBudget',
        'NetworkPolicy',
      ]) {
        expect(named(kind)).toEqual([service]);
      }
      const [{ startupProbe, readinessProbe, livenessProbe }] =
        template.spec.containers;
      expect(readinessProbe).not.toEqual(livenessProbe);
      expect(startupProbe).toBeDefined();
    });

    it('labels its pods with the tag that it runs', async () => {
      const { labels } = (await build()).workload.spec.template.metadata;
      const [{ image }] = (await build()).workload.spec.template.spec
        .containers;
      const tag = parse(read(`${folder}/kustomization.yaml`)).images[0].newTag;
      expect(image).toBe(`registry.shop.example/shop/${service}:${tag}`);
      expect(labels['tags.datadoghq.com/version']).toBe(tag);
      expect(labels['app.kubernetes.io/version']).toBe(tag);
    });

    if (ROLLOUTS.includes(service)) {
      it('waits at its preview in prod and only there', async () => {
        const { workload, named } = await build();
        const services = [`${service}-active`, `${service}-preview`];
        expect(named('Service')).toEqual(services);
        expect(workload.kind).toBe('Rollout');
        expect(workload.metadata.annotations).toEqual({
          'backstage.io/entity-ref': `component:default/${service}`,
        });
        const isProd = environment === 'prod';
        expect(workload.spec.strategy.blueGreen).toEqual({
          activeService: services[0],
          previewService: services[1],
          autoPromotionEnabled: !isProd,
          scaleDownDelaySeconds: isProd ? 600 : 30,
        });
        expect(workload.spec.replicas).toBe(isProd ? 2 : 1);
      });
    } else {
      it('replaces its pods as it can bear', async () => {
        const { workload } = await build();
        expect(workload.kind).toBe('Deployment');
        expect(workload.spec.strategy.type).toBe(
          service === 'advertisements' ? 'Recreate' : 'RollingUpdate',
        );
      });
    }
  });

  it.each([
    ['shop-dev', 'ecommerce', '{{.namespace}}', true],
    ['shop-prod', 'ecommerce', 'ecommerce', false],
    ['coffee-prod', 'coffeeshop', 'coffeeshop', false],
  ])('lets %s have its own Applications only', (...row) => {
    const [cluster, project, namespace, selfHeal] = row;
    const path = `deploy/clusters/${cluster}/applicationset.yaml`;
    const { spec } = parse(read(path));
    expect(spec.generators[0].git.files).toEqual([
      { path: 'apps/*/overlays/*/config.json' },
    ]);
    expect(spec.generators[0].selector).toEqual({ matchLabels: { cluster } });
    expect(spec.template.spec).toMatchObject({
      project,
      destination: { name: cluster, namespace },
      syncPolicy: { automated: { selfHeal } },
    });
    const { spec: appProject } = parse(read(`deploy/projects/${project}.yaml`));
    expect(appProject.clusterResourceWhitelist).toEqual([]);
    expect(appProject.destinations).toContainEqual(
      expect.objectContaining({ name: cluster, namespace: project }),
    );
  });
});

describe('the seeded source repositories', () => {
  const SOURCES = {
    storefront: ['storefront'],
    discounts: ['discounts'],
    advertisements: ['advertisements'],
    coffeeshop: ['web', 'proxy', 'product', 'counter', 'barista', 'kitchen'],
  };

  it.each(Object.entries(SOURCES))(
    '%s describes its components',
    (repository, services) => {
      const entities = parseAllDocuments(
        read(`${repository}/catalog-info.yaml`),
      ).map(document => document.toJS());
      expect(entities.map(entity => entity.metadata.name)).toEqual(services);
      for (const { metadata } of entities) {
        expect(metadata.annotations).toMatchObject({
          'backstage.io/kubernetes-id': metadata.name,
          'argocd/app-selector': `backstage.io/kubernetes-id=${metadata.name}`,
          'github.com/project-slug': `shop/${repository}`,
        });
      }
    },
  );

  it.each(Object.keys(SOURCES))('%s pins its actions', repository => {
    const text = read(`${repository}/.github/workflows/release.yml`);
    const uses = text.match(/uses: \S+/g) ?? [];
    expect(uses.length).toBeGreaterThan(4);
    for (const use of uses) {
      expect(use).toMatch(/@[0-9a-f]{40}$/);
    }
    expect(parse(text).permissions).toEqual({});
  });
});
