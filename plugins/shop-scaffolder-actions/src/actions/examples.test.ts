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
import { readSeed } from '../__testUtils__/readSeed';
import {
  createCatalogRegisterAction,
  createDeploymentFetchAction,
  createDeploymentProposeAction,
  createHclValidateAction,
  createInfrastructureProposeAction,
  createKustomizeValidateAction,
  createPreflightAction,
  createRepositoryPublishAction,
  createWorkflowValidateAction,
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

const WORKFLOW = `name: CI
on:
  pull_request:
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "$REF"
        env:
          REF: \${{ github.ref }}
`;

describe('examples', () => {
  useFakeGitHub(
    ...fakeRepositories({
      deploy: { files: readSeed('deploy') },
      infra: { files: readSeed('infra') },
    }),
  );
  const workspace = createMockDirectory();
  const fixture = createFixture();
  const actions = [
    createCatalogRegisterAction(fixture),
    createDeploymentFetchAction(fixture),
    createDeploymentProposeAction(fixture),
    createHclValidateAction(),
    createInfrastructureProposeAction(fixture),
    createKustomizeValidateAction(),
    createPreflightAction(fixture),
    createRepositoryPublishAction(fixture),
    createWorkflowValidateAction(),
  ];

  beforeEach(() =>
    workspace.setContent({
      'source/README.md': '# reviews\n',
      'source/.github/workflows/ci.yml': WORKFLOW,
      'infrastructure/live/shop-dev/ap-northeast-2/staging/vpc/terragrunt.hcl':
        readSeed('infra')[
          'live/shop-dev/ap-northeast-2/dev/vpc/terragrunt.hcl'
        ],
      'deployment/apps/reviews/overlays/dev': {
        'kustomization.yaml': 'resources: [serviceaccount.yaml]\n',
        'serviceaccount.yaml':
          'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: reviews\n',
      },
    }),
  );

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

        const names = z
          .array(z.string())
          .parse(action.schema?.output?.required ?? []);
        for (const name of names) {
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
