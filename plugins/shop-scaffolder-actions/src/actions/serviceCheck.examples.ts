import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check what a person chose before anything is written',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check the name, owner and system',
          action: 'shop:service:check',
          input: {
            name: 'reviews',
            description: 'Shows what customers think.',
            owner: 'group:default/shop-team',
            system: 'ecommerce',
          },
        },
      ],
    }),
  },
];
