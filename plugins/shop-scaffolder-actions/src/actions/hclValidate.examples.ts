import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check units that include a root file of the repository',
    example: stringify({
      steps: [
        {
          id: 'validate',
          name: 'Check the units',
          action: 'shop:hcl:validate',
          input: { path: 'infrastructure', existing: ['live/root.hcl'] },
        },
      ],
    }),
  },
];
