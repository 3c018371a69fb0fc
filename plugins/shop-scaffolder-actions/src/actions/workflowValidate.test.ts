import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createWorkflowValidateAction } from './workflowValidate';

const WORKFLOW = `name: CI
on:
  pull_request:
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - run: echo "$REF"
        env:
          REF: \${{ github.ref }}
`;

describe('shop:workflow:validate', () => {
  const workspace = createMockDirectory();
  const action = createWorkflowValidateAction();

  async function validate(text: string) {
    workspace.setContent({ 'source/.github/workflows/ci.yml': text });
    const context = {
      ...createMockActionContext({
        workspacePath: workspace.path,
        input: { path: 'source' },
      }),
      isDryRun: true,
    };
    await action.handler(context);
    return context;
  }

  it('takes a workflow that is sound, in a dry run too', async () => {
    const { output } = await validate(WORKFLOW);
    expect(output).toHaveBeenCalledWith('workflows', [
      '.github/workflows/ci.yml',
    ]);
  });

  it.each([
    [
      'what actionlint refuses',
      WORKFLOW.replace('runs-on: ubuntu-24.04', 'runs-on: ubuntu-99'),
      /line 7: label "ubuntu-99" is unknown/,
    ],
    [
      'an action by its tag',
      WORKFLOW.replace(/@[0-9a-f]{40} # v7\.0\.1/, '@v7'),
      /line 9: actions\/checkout@v7 is not pinned by commit/,
    ],
    [
      'a commit without its version',
      WORKFLOW.replace(' # v7.0.1', ''),
      /is not pinned by commit, with its version/,
    ],
    [
      'permissions for all jobs',
      WORKFLOW.replace('permissions: {}', 'permissions: write-all'),
      /has no "permissions: {}" at its top/,
    ],
    [
      'no permissions',
      WORKFLOW.replace('permissions: {}\n', ''),
      /has no "permissions: {}" at its top/,
    ],
    [
      'a kept AWS key',
      WORKFLOW.replace('github.ref', 'secrets.AWS_SECRET_ACCESS_KEY'),
      /uses a kept AWS key/,
    ],
    [
      'an expression that was lost',
      WORKFLOW.replace('${{ github.ref }}', 'main'),
      /lost its \$\{\{ \}\} expressions/,
    ],
  ])('refuses %s', async (_, text, problem) => {
    await expect(validate(text)).rejects.toThrow(problem);
  });

  it('refuses a folder without workflows', async () => {
    workspace.setContent({ 'source/README.md': '# x\n' });
    const context = createMockActionContext({
      workspacePath: workspace.path,
      input: { path: 'source' },
    });
    await expect(action.handler(context)).rejects.toThrow(
      'source: has no workflow',
    );
  });
});
