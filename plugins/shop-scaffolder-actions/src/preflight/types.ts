import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { ShopCreateConfig } from '../config';
import type { DeploymentRepository } from '../deployment';
import type { RepositoryClient } from '../github';
import type { InfrastructureRepository } from '../infrastructure';
import type { ServiceNames } from '../names';

/** What checks read. */
export interface PreflightSources {
  config: Config;
  shopCreate: ShopCreateConfig;
  names: ServiceNames;
  repositories: RepositoryClient;
  deployment: DeploymentRepository;
  /** Undefined where no infrastructure repository is configured. */
  infrastructure?: InfrastructureRepository;
}

/** The task that a check belongs to. */
export interface PreflightTask {
  id: string;
  templateRef?: string;
  user?: Entity;
  signal?: AbortSignal;
  log(message: string): void;
  /**
   * Looks for what is in the way, once for each task: what an earlier try of
   * the same task made is not in the way of the next.
   */
  once(key: string, find: () => Promise<string[]>): Promise<string[]>;
}

/** What a check found: problems, or what the template needs to know. */
export interface PreflightResult<T> {
  problems: string[];
  output: T;
}
