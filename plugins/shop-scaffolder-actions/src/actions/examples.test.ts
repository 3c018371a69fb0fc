import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { z } from 'zod';
import { MOCK_USER } from '../__testUtils__/entities';
import { createFixture } from '../__testUtils__/createFixture';
import {
  fakeRepositories,
  GITHUB_HOST,
  useFakeGitHub,
} from '../__testUtils__/fakeGitHub';
import {
  createCatalogRegisterAction,
  createDeploymentProposeAction,
  createKustomizeValidateAction,
  createRepositoryPublishAction,
  createServiceCheckAction,
} from '.';

const exampleSchema = z.object({
  steps: z.tuple([
    z.object({
      id: z.string(),
      name: z.string(),
      action: z.string(),
      // Each action has a type of its own.
      input: z.custom<never>(),
    }),
  ]),
});

describe('examples', () => {
  useFakeGitHub(
    ...fakeRepositories({ deploy: { files: { 'README.md': '' } } }),
  );
  const workspace = createMockDirectory({
    content: {
      'source/README.md': '# reviews\n',
      'deployment/apps/reviews/overlays/dev': {
        'kustomization.yaml': 'resources: [serviceaccount.yaml]\n',
        'serviceaccount.yaml':
          'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: reviews\n',
      },
    },
  });
  const fixture = createFixture();
  const actions = [
    createCatalogRegisterAction(fixture),
    createDeploymentProposeAction(fixture),
    createKustomizeValidateAction(),
    createRepositoryPublishAction(fixture),
    createServiceCheckAction(fixture),
  ];

  for (const action of actions) {
    for (const { description, example } of action.examples ?? []) {
      it(`${action.id}: ${description}`, async () => {
        const [step] = exampleSchema.parse(
          parse(example.replaceAll('github.com', GITHUB_HOST)),
        ).steps;
        expect(step.action).toBe(action.id);

        const context = {
          ...createMockActionContext({
            input: step.input,
            workspacePath: workspace.path,
            user: { ref: 'user:default/mock', entity: MOCK_USER },
          }),
          isDryRun: true,
        };
        await action.handler(context);

        const outputs = action.schema?.output?.properties ?? {};
        for (const name of Object.keys(outputs)) {
          expect(context.output).toHaveBeenCalledWith(name, expect.anything());
        }
      });
    }
  }

  it('has an example of every action', () => {
    for (const { id, examples } of actions) {
      expect({ id, examples: examples?.length }).toEqual({
        id,
        examples: expect.any(Number),
      });
    }
  });
});
