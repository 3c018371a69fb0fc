import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Propose a new environment',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Propose the environment',
          action: 'shop:infrastructure:propose',
          input: {
            name: 'environment.shop-dev.staging',
            title: 'Add shop-dev staging',
            description: 'A network, a cluster and a database.',
            sourcePath: 'infrastructure',
          },
        },
      ],
    }),
  },
];
