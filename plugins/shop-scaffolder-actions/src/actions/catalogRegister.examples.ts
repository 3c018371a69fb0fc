import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Register the repository that was published before',
    example: stringify({
      steps: [
        {
          id: 'register',
          name: 'Register in the catalog',
          action: 'shop:catalog:register',
          input: {
            catalogInfoUrl:
              'https://github.com/shop/reviews/blob/main/catalog-info.yaml',
          },
        },
      ],
    }),
  },
];
