import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check a new service',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check name, owner and system',
          action: 'shop:preflight',
          input: {
            owner: 'group:default/shop-team',
            service: {
              name: 'reviews',
              description: 'Shows what customers think.',
              system: 'ecommerce',
            },
          },
        },
      ],
    }),
  },
  {
    description: 'Check another environment of a service',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check service and environment',
          action: 'shop:preflight',
          input: {
            overlay: {
              service: 'storefront',
              environment: 'staging',
              promotion: 'automatic',
              reachable: false,
            },
          },
        },
      ],
    }),
  },
  {
    description: 'Check a new environment of the infrastructure',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check account and network',
          action: 'shop:preflight',
          input: {
            owner: 'group:default/shop-team',
            environment: {
              account: 'shop-dev',
              accountId: '111111111111',
              region: 'ap-northeast-2',
              environment: 'staging',
              name: 'MIR-STAGING',
              cidr: '10.50.0.0/16',
              system: 'ecommerce',
            },
          },
        },
      ],
    }),
  },
];
