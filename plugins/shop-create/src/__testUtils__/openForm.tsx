import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  ScaffolderApi,
  scaffolderApiRef,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ShopMaximumPods } from '../fields/ShopMaximumPods/ShopMaximumPods';
import { validateMaximumPods } from '../fields/ShopMaximumPods/validateMaximumPods';
import { ShopNetwork } from '../fields/ShopNetwork/ShopNetwork';
import { validateNetwork } from '../fields/ShopNetwork/validateNetwork';
import { ShopOwnGroups } from '../fields/ShopOwnGroups/ShopOwnGroups';
import { ShopOwnService } from '../fields/ShopOwnService/ShopOwnService';
import { ShopServiceEnvironment } from '../fields/ShopServiceEnvironment/ShopServiceEnvironment';
import { ShopServiceName } from '../fields/ShopServiceName/ShopServiceName';
import { validateServiceName } from '../fields/ShopServiceName/validateServiceName';
import { ShopWillWrite } from '../fields/ShopWillWrite/ShopWillWrite';

const TEMPLATES = join(__dirname, '../../../../templates');

const EXTENSIONS = [
  {
    name: 'ShopMaximumPods',
    component: ShopMaximumPods,
    validation: validateMaximumPods,
  },
  { name: 'ShopNetwork', component: ShopNetwork, validation: validateNetwork },
  { name: 'ShopOwnGroups', component: ShopOwnGroups },
  { name: 'ShopOwnService', component: ShopOwnService },
  { name: 'ShopServiceEnvironment', component: ShopServiceEnvironment },
  {
    name: 'ShopServiceName',
    component: ShopServiceName,
    validation: validateServiceName,
  },
  { name: 'ShopWillWrite', component: ShopWillWrite },
];

const templateSchema = z.object({
  metadata: z.object({ title: z.string() }),
  spec: z.object({
    parameters: z.array(z.object({ title: z.string() }).catchall(z.json())),
  }),
});

/** The person who fills in the forms. */
export const DANA = 'user:default/dana.kim';

export function group(name: string, members: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
    relations: members.map(targetRef => ({ type: 'hasMember', targetRef })),
  };
}

export function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': name },
    },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

/** Waits until the form has chosen the person's only group. */
export async function ownerIsChosen(): Promise<void> {
  const owner = await screen.findByRole('button', { name: /Owner/ });
  await waitFor(() => expect(owner).toHaveTextContent('shop-team'));
}

/** Opens the form of a template as the scaffolder shows it. */
export async function openForm(options: {
  template: string;
  theme: 'mui' | 'bui';
  entities: Entity[];
  autocomplete: ScaffolderApi['autocomplete'];
  onCreate(values: unknown): Promise<void>;
}) {
  const { template, theme, entities, autocomplete, onCreate } = options;
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [scaffolderApiRef, { autocomplete }],
        [catalogApiRef, catalogApiMock({ entities })],
        [
          identityApiRef,
          {
            getBackstageIdentity: async () => ({
              type: 'user' as const,
              userEntityRef: DANA,
              ownershipEntityRefs: [DANA, 'group:default/shop-team'],
            }),
          },
        ],
      ]}
    >
      <Stepper
        manifest={readManifest(template)}
        formProps={{ EXPERIMENTAL_theme: theme }}
        extensions={EXTENSIONS}
        onCreate={onCreate}
      />
    </TestApiProvider>,
  );
  return userEvent.setup();
}

function readManifest(template: string): TemplateParameterSchema {
  const path = join(TEMPLATES, template, 'template.yaml');
  const { metadata, spec } = templateSchema.parse(
    parse(readFileSync(path, 'utf8')),
  );
  return {
    title: metadata.title,
    steps: spec.parameters.map(schema => ({ title: schema.title, schema })),
  };
}
