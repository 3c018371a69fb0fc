import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Operation } from '@shop-portal/plugin-shop-rollouts-common';
import { OperationStore } from '../database/OperationStore';
import { toPublicOperation } from '../database/toPublicOperation';
import { DeliveryAuthorizer } from './DeliveryAuthorizer';

/** How many newer operations of others may stand before the wanted ones. */
const LOOK_BACK_FACTOR = 10;
const MAX_OF_ENTITY = 500;

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

  /**
   * What was asked for one entity in a span of time, newest first. Whether
   * the person may know is decided before.
   */
  async listOfEntity(
    entityRef: string,
    span: { from: number; to: number },
  ): Promise<Operation[]> {
    const operations = await this.operations.list({
      entityRefs: [entityRef],
      requestedAfter: new Date(span.from),
      limit: MAX_OF_ENTITY,
    });
    return operations
      .filter(({ requestedAt }) => Date.parse(requestedAt) <= span.to)
      .map(toPublicOperation);
  }
}
