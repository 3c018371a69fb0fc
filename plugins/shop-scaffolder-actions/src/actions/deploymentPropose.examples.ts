import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Propose the overlays of a new service',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Propose the deployment',
          action: 'shop:deployment:propose',
          input: {
            name: 'reviews',
            title: 'Add reviews',
            description: 'Deploys reviews to dev and prod.',
            sourcePath: 'deployment',
          },
        },
      ],
    }),
  },
  {
    description: 'Propose one more environment of a service',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Propose the overlay',
          action: 'shop:deployment:propose',
          input: {
            name: 'reviews',
            environment: 'staging',
            title: 'Add reviews to staging',
            description: 'Deploys reviews to staging.',
            sourcePath: 'deployment',
          },
        },
      ],
    }),
  },
];
