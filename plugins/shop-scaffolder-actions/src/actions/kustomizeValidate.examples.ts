import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Build every overlay that a template rendered',
    example: stringify({
      steps: [
        {
          id: 'validate',
          name: 'Check what was written',
          action: 'shop:kustomize:validate',
          input: { path: 'deployment' },
        },
      ],
    }),
  },
  {
    description: 'Look for values that came out empty elsewhere, too',
    example: stringify({
      steps: [
        {
          id: 'validate',
          name: 'Check what was written',
          action: 'shop:kustomize:validate',
          input: { path: 'deployment', textPaths: ['source'] },
        },
      ],
    }),
  },
];
