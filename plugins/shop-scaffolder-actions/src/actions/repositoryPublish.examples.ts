import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Publish what was rendered as the repository of a service',
    example: stringify({
      steps: [
        {
          id: 'publish',
          name: 'Make the repository',
          action: 'shop:repository:publish',
          input: {
            name: 'reviews',
            description: 'Shows what customers think.',
            sourcePath: 'source',
          },
        },
      ],
    }),
  },
];
