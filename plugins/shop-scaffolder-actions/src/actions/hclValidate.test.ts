import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createHclValidateAction } from './hclValidate';

const FOLDER = 'infrastructure/live/shop-dev/ap-northeast-2/staging';

const VPC = `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws?version=6.6.0"
}
`;

const EKS = `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "tfr:///terraform-aws-modules/eks/aws?version=21.19.0"
}

dependency "vpc" {
  config_path = "../vpc"

  mock_outputs = {
    vpc_id = "vpc-00000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}
`;

const DEPENDS_ON_EKS = EKS.slice(EKS.indexOf('dependency')).replaceAll(
  'vpc',
  'eks',
);

describe('shop:hcl:validate', () => {
  const workspace = createMockDirectory();
  const action = createHclValidateAction();

  async function validate(
    files: Record<string, string>,
    existing = ['live/root.hcl'],
  ) {
    workspace.setContent(
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          `${FOLDER}/${path}`,
          text,
        ]),
      ),
    );
    const context = {
      ...createMockActionContext({
        workspacePath: workspace.path,
        input: { path: 'infrastructure', existing },
      }),
      isDryRun: true,
    };
    await action.handler(context);
    return context;
  }

  it('takes units that are sound, in a dry run too', async () => {
    const { output } = await validate({
      'vpc/terragrunt.hcl': VPC,
      'eks/terragrunt.hcl': EKS,
    });
    expect(output).toHaveBeenCalledWith('units', [
      'live/shop-dev/ap-northeast-2/staging/eks',
      'live/shop-dev/ap-northeast-2/staging/vpc',
    ]);
  });

  it.each([
    ['a syntax error', { vpc: 'locals {\n  a = [\n}\n' }, /line 3: Invalid/],
    ['another format', { vpc: VPC.replace('  path =', '  path  =') }, /hclfmt/],
    [
      'a module without a version',
      { vpc: VPC.replace('?version=6.6.0', '') },
      /no module with a pinned version: tfr/,
    ],
    [
      'a range of versions',
      { vpc: VPC.replace('6.6.0', '~> 6.0') },
      /no module with a pinned version/,
    ],
    [
      'a module on a branch',
      { vpc: VPC.replace(/tfr.*"/, 'git::https://x.example/m?ref=main"') },
      /no module with a pinned version/,
    ],
    ['no root', { vpc: VPC.replace('"root"', '"other"') }, /no include "root"/],
    [
      'a root of the old name',
      { vpc: VPC.replace('("root.hcl")', '()') },
      /which no parent folder has/,
    ],
    ['a dependency on nothing', { eks: EKS }, /leads to ..\/vpc, where no/],
    [
      'a dependency without mocks',
      {
        vpc: VPC,
        eks: EKS.replace(/ {2}mock_outputs = \{[^}]*\}\n/, ''),
      },
      /has no mock_outputs/,
    ],
    [
      'mocks for apply',
      { vpc: VPC, eks: EKS.replace('"plan"]', '"plan", "apply"]') },
      /may use its mocks in other commands/,
    ],
    [
      'a circle',
      { vpc: `${VPC}\n${DEPENDS_ON_EKS}`, eks: EKS },
      /depends on itself: .*eks.* → .*vpc.* → .*eks/,
    ],
    [
      'a lock in DynamoDB',
      { vpc: `${VPC}\ninputs = {\n  dynamodb_table = "locks"\n}\n` },
      /locks with DynamoDB/,
    ],
    [
      'text of the template',
      { vpc: `${VPC}\n# \${{ values.name }}\n` },
      /was not rendered/,
    ],
  ])('refuses %s', async (_, units, problem) => {
    const files = Object.fromEntries(
      Object.entries(units).map(([name, text]) => [
        `${name}/terragrunt.hcl`,
        text,
      ]),
    );
    await expect(validate(files)).rejects.toThrow(problem);
  });

  it('refuses a root file that does not exist', async () => {
    await expect(validate({ 'vpc/terragrunt.hcl': VPC }, [])).rejects.toThrow(
      /root\.hcl.*which no parent folder has/,
    );
  });

  it('refuses a folder without units', async () => {
    await expect(validate({ 'README.md': '# x\n' })).rejects.toThrow(
      'infrastructure: has no unit',
    );
  });

  it('reads nothing outside the workspace', async () => {
    const context = createMockActionContext({
      workspacePath: workspace.path,
      input: { path: '../elsewhere' },
    });
    await expect(action.handler(context)).rejects.toThrow(
      /not allowed|outside/,
    );
  });
});
