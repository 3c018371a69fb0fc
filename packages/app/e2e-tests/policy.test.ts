import { z } from 'zod';
import { PersonName, PortalApi } from './support/api';
import { pluginRoutes } from './support/pluginRoutes';
import { expect, test } from './support/test';

const PEOPLE: PersonName[] = [
  'Dana Kim',
  'Olga Petrova',
  'Piet Maas',
  'Vera Ito',
];
const STOREFRONT = 'component:default/storefront';
const WEB = 'component:default/web';
/** Stands for the id of a task that Dana Kim has started. */
const TASK_OF_DANA = 'task of Dana Kim';

// Who has it: developer of shop-team, operator, platform engineer, viewer.
const EVERYBODY = 'yes yes yes yes';
const PLATFORM = 'no no yes no';
const OPERATORS = 'no yes no no';
const OWNERS_AND_OPERATORS = 'yes yes no no';

/** Permission, the thing it is asked for, who has it. */
const table: Array<[string, string | undefined, string]> = [
  ['catalog.entity.read', STOREFRONT, EVERYBODY],
  ['catalog.entity.create', undefined, PLATFORM],
  ['catalog.entity.delete', STOREFRONT, PLATFORM],
  ['catalog.entity.refresh', STOREFRONT, PLATFORM],
  ['catalog.entity.validate', undefined, PLATFORM],
  ['catalog.location.read', undefined, EVERYBODY],
  ['catalog.location.create', undefined, PLATFORM],
  ['catalog.location.delete', undefined, PLATFORM],
  ['catalog.location.analyze', undefined, PLATFORM],
  ['catalog.ingestion.read', undefined, PLATFORM],
  ['catalog.ingestion.manage', undefined, PLATFORM],
  ['kubernetes.proxy', undefined, EVERYBODY],
  ['kubernetes.resources.read', undefined, EVERYBODY],
  ['kubernetes.clusters.read', undefined, EVERYBODY],
  ['scaffolder.template.dry-run', undefined, PLATFORM],
  ['scaffolder.template.management', undefined, PLATFORM],
  ['scaffolder.template.parameter.read', 'a-template', EVERYBODY],
  ['scaffolder.template.step.read', 'a-template', EVERYBODY],
  ['scaffolder.action.execute', 'an-action', EVERYBODY],
  ['scaffolder.task.create', undefined, EVERYBODY],
  ['scaffolder.task.read', TASK_OF_DANA, 'yes no no no'],
  ['scaffolder.task.cancel', TASK_OF_DANA, 'yes no no no'],
  ['shop-rollouts.delivery.read', STOREFRONT, EVERYBODY],
  ['shop-rollouts.rollout.promote', STOREFRONT, OWNERS_AND_OPERATORS],
  ['shop-rollouts.rollout.promote-full', STOREFRONT, OWNERS_AND_OPERATORS],
  ['shop-rollouts.rollout.abort', STOREFRONT, OWNERS_AND_OPERATORS],
  ['shop-rollouts.rollout.retry', STOREFRONT, OWNERS_AND_OPERATORS],
  ['shop-rollouts.application.sync', STOREFRONT, OWNERS_AND_OPERATORS],
  ['shop-rollouts.application.refresh', STOREFRONT, OWNERS_AND_OPERATORS],
  ['shop-rollouts.rollout.promote', WEB, OPERATORS],
  ['shop-rollouts.rollout.promote-full', WEB, OPERATORS],
  ['shop-rollouts.rollout.abort', WEB, OPERATORS],
  ['shop-rollouts.rollout.retry', WEB, OPERATORS],
  ['shop-rollouts.application.sync', WEB, OPERATORS],
  ['shop-rollouts.application.refresh', WEB, OPERATORS],
  ['shop-rollouts.production.operate', STOREFRONT, OPERATORS],
  ['shop-monitoring.read', STOREFRONT, EVERYBODY],
  ['shop-rollouts.production.operate', WEB, OPERATORS],
];

const permissionSchema = z.looseObject({ name: z.string() });
const metadataSchema = z.object({ permissions: z.array(permissionSchema) });
const taskSchema = z.object({ id: z.string() });
const decisionsSchema = z.object({
  items: z.array(z.object({ result: z.enum(['ALLOW', 'DENY']) })),
});

/** Every permission that a plugin of the running backend reports, by name. */
async function readPermissions(api: PortalApi) {
  const found = new Map<string, z.infer<typeof permissionSchema>>();
  for (const plugin of Object.keys(pluginRoutes)) {
    const response = await api.get(
      `/api/${plugin}/.well-known/backstage/permissions/metadata`,
    );
    const type = response.headers()['content-type'] ?? '';
    if (response.status() === 200 && type.includes('json')) {
      const { permissions } = metadataSchema.parse(await response.json());
      permissions.forEach(permission => found.set(permission.name, permission));
    }
  }
  return found;
}

/** Starts a run of a template that fails at its first check. */
async function startTask(api: PortalApi): Promise<string> {
  const response = await api.post('/api/scaffolder/v2/tasks', {
    templateRef: 'template:default/shop-service',
    values: {
      name: 'storefront',
      description: 'A name that is taken.',
      owner: 'group:default/shop-team',
      system: 'ecommerce',
      language: 'node',
      port: 3000,
      delivery: 'blueGreen',
      database: false,
      autoscaling: false,
      monitors: false,
    },
  });
  expect(response.status()).toBe(201);
  return taskSchema.parse(await response.json()).id;
}

test('the policy decides every permission that the backend reports as the table says', async ({
  apiOf,
}) => {
  const permissions = await readPermissions(await apiOf('Piet Maas'));
  expect([...permissions.keys()].sort()).toEqual(
    [...new Set(table.map(([name]) => name))].sort(),
  );

  const taskId = await startTask(await apiOf('Dana Kim'));
  const answers = new Map<PersonName, string[]>();
  for (const person of PEOPLE) {
    const api = await apiOf(person);
    const response = await api.post('/api/permission/authorize', {
      items: table.map(([name, resourceRef], index) => ({
        id: String(index),
        permission: permissions.get(name),
        resourceRef: resourceRef === TASK_OF_DANA ? taskId : resourceRef,
      })),
    });
    expect(response.status()).toBe(200);
    const { items } = decisionsSchema.parse(await response.json());
    answers.set(
      person,
      items.map(({ result }) => (result === 'ALLOW' ? 'yes' : 'no')),
    );
  }
  const decided = table.map(([name, resourceRef], index) => [
    name,
    resourceRef,
    PEOPLE.map(person => answers.get(person)?.[index]).join(' '),
  ]);
  expect(decided).toEqual(table);
});

test('a permission that the policy does not name is denied to everybody', async ({
  apiOf,
}) => {
  for (const person of PEOPLE) {
    const api = await apiOf(person);
    const response = await api.post('/api/permission/authorize', {
      items: [
        {
          id: '0',
          permission: { type: 'basic', name: 'elsewhere.do', attributes: {} },
        },
      ],
    });
    expect(await response.json(), person).toEqual({
      items: [{ id: '0', result: 'DENY' }],
    });
  }
});
