import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readShopCreateConfig } from '../config';
import {
  connectToGitHub,
  OctokitPullRequestClient,
  OctokitRepositoryClient,
} from '../github';
import { DeploymentRepository } from '../deployment';
import { InfrastructureRepository } from '../infrastructure';
import { ServiceNames } from '../names';
import { ENTITIES } from './entities';
import { TEST_CONFIG } from './fakeGitHub';

/** What the actions are made from, connected to the faked GitHub. */
export function createFixture(
  catalog: CatalogService = catalogServiceMock({ entities: ENTITIES }),
) {
  const config = new ConfigReader(TEST_CONFIG);
  const shopCreate = readShopCreateConfig(config);
  if (!shopCreate) {
    throw new Error('The test configuration has no shopCreate');
  }
  const auth = mockServices.auth();
  const connection = connectToGitHub(config, shopCreate.github);
  const repositories = OctokitRepositoryClient.create(connection);
  return {
    auth,
    catalog,
    config,
    shopCreate,
    repositories,
    pullRequests: OctokitPullRequestClient.create(connection),
    deployment: DeploymentRepository.create({ repositories, name: 'deploy' }),
    infrastructure: InfrastructureRepository.create({
      repositories,
      name: 'infra',
    }),
    names: ServiceNames.create({ repositories, catalog, auth }),
  };
}
