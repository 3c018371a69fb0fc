import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Operation } from '@shop-portal/plugin-shop-rollouts-common';
import { OperationStore } from '../database/OperationStore';
import { toPublicOperation } from '../database/toPublicOperation';
import { DeliveryAuthorizer } from './DeliveryAuthorizer';

/** How many newer operations of others may stand before the wanted ones. */
const LOOK_BACK_FACTOR = 10;

/** What people did lately, as far as the person may know. */
export class OperationLog {
  static create(options: {
    operations: OperationStore;
    authorizer: DeliveryAuthorizer;
  }): OperationLog {
    return new OperationLog(options.operations, options.authorizer);
  }

  private constructor(
    private readonly operations: OperationStore,
    private readonly authorizer: DeliveryAuthorizer,
  ) {}

  async list(
    limit: number,
    credentials: BackstageCredentials,
  ): Promise<Operation[]> {
    const newest = await this.operations.list({
      limit: limit * LOOK_BACK_FACTOR,
    });
    const readable = await this.authorizer.filterReadable(
      newest.map(operation => operation.entityRef),
      credentials,
    );
    return newest
      .filter(operation => readable.has(operation.entityRef))
      .slice(0, limit)
      .map(toPublicOperation);
  }
}
