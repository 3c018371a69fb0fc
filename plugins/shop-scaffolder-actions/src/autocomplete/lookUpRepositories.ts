import type { ShopCreateConfig } from '../config';
import type { Lookup } from './createLookupHandler';

/** Answers which repositories templates write to. */
export function lookUpRepositories({ github }: ShopCreateConfig): Lookup {
  const { owner, deploymentRepository, infrastructureRepository } = github;
  return async () => [
    { id: 'source', title: `${owner}/` },
    { id: 'deployment', title: `${owner}/${deploymentRepository}` },
    ...(infrastructureRepository
      ? [
          {
            id: 'infrastructure',
            title: `${owner}/${infrastructureRepository}`,
          },
        ]
      : []),
  ];
}
