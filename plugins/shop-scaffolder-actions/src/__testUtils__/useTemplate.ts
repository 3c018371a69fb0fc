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
import {
  dryRunTemplate,
  renderTemplate,
  TemplateValues,
} from './renderTemplate';

/** What a person fills in, unless a test says otherwise. */
export const VALUES: TemplateValues = {
  name: 'reviews',
  description: 'Shows "what" customers: think, {% if %} & more.',
  owner: 'group:default/shop-team',
  system: 'ecommerce',
  language: 'node',
  port: 3000,
};

/** Starts a scaffolder for the tests of a file, to render New service with. */
export function useTemplate() {
  useFakeGitHub(
    ...fakeRepositories({
      deploy: { files: { 'apps/storefront/base/kustomization.yaml': '' } },
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

  function render(values: Partial<TemplateValues> = {}) {
    return renderTemplate(backend.server, { ...VALUES, ...values });
  }

  return {
    directory,
    render,
    /** Renders into the directory. */
    async write(values: Partial<TemplateValues> = {}) {
      const { files } = await render(values);
      directory.setContent(Object.fromEntries(files));
      return files;
    },
    dryRun(values: Partial<TemplateValues>) {
      return dryRunTemplate(backend.server, { ...VALUES, ...values });
    },
  };
}
