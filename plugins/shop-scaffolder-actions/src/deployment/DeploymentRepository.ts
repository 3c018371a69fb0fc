import type { RepositoryClient } from '../github';
import { readWorkload, Workload } from './readWorkload';

/** A service as the deployment repository has it. */
export interface DeployedService {
  /** Texts of its base, by their path in the repository. */
  base: Map<string, string>;
  /** Environments that have an overlay. */
  environments: string[];
  /** What makes its pods; undefined where the base has nothing that we know. */
  workload?: Workload;
}

/** Reads what stands in the repository that Argo CD deploys from. */
export class DeploymentRepository {
  static create(options: {
    repositories: RepositoryClient;
    name: string;
  }): DeploymentRepository {
    return new DeploymentRepository(options.repositories, options.name);
  }

  private constructor(
    private readonly repositories: RepositoryClient,
    private readonly name: string,
  ) {}

  /** The environments that a service has an overlay for. */
  async listEnvironments(
    service: string,
    signal?: AbortSignal,
  ): Promise<string[]> {
    const files = await this.repositories.listFiles(this.name, signal);
    return findEnvironments(files, service);
  }

  /** @returns undefined where the service has no base */
  async readService(
    service: string,
    signal?: AbortSignal,
  ): Promise<DeployedService | undefined> {
    const files = await this.repositories.listFiles(this.name, signal);
    const inBase = files.filter(file => file.startsWith(basePath(service)));
    if (inBase.length === 0) {
      return undefined;
    }
    const texts = await Promise.all(
      inBase.map(file => this.repositories.readFile(this.name, file, signal)),
    );
    const base = new Map(
      inBase.map((file, index) => [file, texts[index] ?? '']),
    );
    return {
      base,
      environments: findEnvironments(files, service),
      workload: readWorkload(service, [...base.values()]),
    };
  }
}

function basePath(service: string): string {
  return `apps/${service}/base/`;
}

function findEnvironments(files: string[], service: string): string[] {
  const overlays = `apps/${service}/overlays/`;
  return files
    .filter(file => file.startsWith(overlays))
    .map(file => file.slice(overlays.length).split('/'))
    .filter(parts => parts[1] === 'kustomization.yaml')
    .map(([environment]) => environment);
}
