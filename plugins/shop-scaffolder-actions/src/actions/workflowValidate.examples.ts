import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check the workflows of a new repository',
    example: stringify({
      steps: [
        {
          id: 'workflows',
          name: 'Check the workflows',
          action: 'shop:workflow:validate',
          input: { path: 'source' },
        },
      ],
    }),
  },
];
