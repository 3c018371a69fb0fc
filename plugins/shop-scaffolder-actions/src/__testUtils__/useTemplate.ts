import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import shopScaffolderActions from '..';
import { ENTITIES } from './entities';
import { fakeRepositories, TEST_CONFIG, useFakeGitHub } from './fakeGitHub';
import { readSeed } from './readSeed';
import {
  dryRunTemplate,
  renderTemplate,
  TemplateName,
  TemplateValues,
} from './renderTemplate';

/** What a person fills in, unless a test says otherwise. */
export const VALUES: Record<TemplateName, TemplateValues> = {
  'shop-service': {
    name: 'reviews',
    description: 'Shows "what" customers: think, {% if %} & more.',
    owner: 'group:default/shop-team',
    system: 'ecommerce',
    language: 'node',
    port: 3000,
    delivery: 'blueGreen',
    database: false,
    monitors: false,
    autoscaling: false,
  },
  'shop-kustomize-overlay': {
    service: 'discounts',
    environment: 'staging',
    tag: '40aa91d',
    promotion: 'automatic',
    autoscaling: false,
    pods: 1,
    database: true,
    ingress: 'none',
  },
  'shop-terragrunt-environment': {
    account: 'shop-dev',
    accountId: '111111111111',
    region: 'ap-northeast-2',
    environment: 'staging',
    owner: 'group:default/shop-team',
    system: 'ecommerce',
    name: 'MIR-STAGING',
    cidr: '10.50.0.0/16',
    domain: 'staging.shop.example.com',
    instanceType: 't3.large',
    databaseClass: 'db.t4g.medium',
    production: false,
  },
  'shop-compose-environment': {
    account: 'coffee-dev',
    accountId: '555555555555',
    region: 'ap-northeast-2',
    environment: 'dev',
    owner: 'group:default/shop-team',
    name: 'coffee-dev',
    cidr: '10.60.0.0/16',
    instanceType: 't3.large',
    tag: 'v1.4.0',
    mail: 'coffee-team@shop.example',
    nightly: true,
  },
};

/** Starts a scaffolder for the tests of a file, to render templates with. */
export function useTemplates() {
  useFakeGitHub(
    ...fakeRepositories({
      deploy: { files: readSeed('deploy') },
      infra: { files: readSeed('infra') },
      storefront: { files: { 'README.md': '' } },
    }),
  );
  const directory = createMockDirectory();
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        scaffolder,
        shopScaffolderActions,
        catalogServiceMock.factory({ entities: ENTITIES }),
        mockServices.rootConfig.factory({
          data: { ...TEST_CONFIG, backend: { baseUrl: 'http://localhost' } },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
  });

  return {
    directory,
    render(template: TemplateName, values: TemplateValues = {}) {
      return renderTemplate(backend.server, template, {
        ...VALUES[template],
        ...values,
      });
    },
    dryRun(template: TemplateName, values: TemplateValues) {
      return dryRunTemplate(backend.server, template, {
        ...VALUES[template],
        ...values,
      });
    },
  };
}

/** As `useTemplates`, for the tests of one template. */
export function useTemplate(template: TemplateName) {
  const { directory, render, dryRun } = useTemplates();
  return {
    directory,
    render: (values?: TemplateValues) => render(template, values),
    /** Renders into the directory. */
    async write(values?: TemplateValues) {
      const { files } = await render(template, values);
      directory.setContent(Object.fromEntries(files));
      return files;
    },
    dryRun: (values: TemplateValues) => dryRun(template, values),
  };
}
