import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Copy the base of a service',
    example: stringify({
      steps: [
        {
          id: 'base',
          name: 'Copy the base',
          action: 'shop:deployment:fetch',
          input: { name: 'storefront', targetPath: 'deployment' },
        },
      ],
    }),
  },
];
