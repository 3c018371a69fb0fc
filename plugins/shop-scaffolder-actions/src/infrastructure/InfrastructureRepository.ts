import { parse } from '@cdktf/hcl2json';
import type { TakenNetwork } from '@shop-portal/plugin-shop-create-common';
import { z } from 'zod';
import type { RepositoryClient } from '../github';

const ENVIRONMENT = /^live\/([^/]+)\/([^/]+)\/([^/]+)\/env\.hcl$/;
const ACCOUNT = /^live\/([^/]+)\/account\.hcl$/;

const environmentSchema = z.object({
  locals: z.tuple([z.object({ name: z.string(), cidr: z.string() })]),
});

const accountSchema = z.object({
  locals: z.tuple([z.object({ account_id: z.string() })]),
});

/** An environment as its `env.hcl` describes it. */
export interface InfrastructureEnvironment {
  /** Account, region and environment, joined by slashes. */
  place: string;
  name: string;
  cidr: string;
}

/** What stands in the infrastructure repository. */
export interface Infrastructure {
  /** Path of every `.hcl` file. */
  files: string[];
  environments: InfrastructureEnvironment[];
  /** Numbers of accounts by the name of their folder. */
  accounts: Map<string, string>;
}

/** Reads the repository that holds the Terragrunt units. */
export class InfrastructureRepository {
  static create(options: {
    repositories: RepositoryClient;
    name: string;
  }): InfrastructureRepository {
    return new InfrastructureRepository(options.repositories, options.name);
  }

  private constructor(
    private readonly repositories: RepositoryClient,
    readonly name: string,
  ) {}

  async read(signal?: AbortSignal): Promise<Infrastructure> {
    const all = await this.repositories.listFiles(this.name, signal);
    const files = all.filter(file => file.endsWith('.hcl'));
    const environments = await Promise.all(
      files.map(async file => {
        const match = ENVIRONMENT.exec(file);
        const value = match && (await this.parse(file, signal));
        const { data } = environmentSchema.safeParse(value);
        const place = match?.slice(1).join('/') ?? '';
        return data ? [{ place, ...data.locals[0] }] : [];
      }),
    );
    const accounts = await Promise.all(
      files.map(async (file): Promise<Array<[string, string]>> => {
        const match = ACCOUNT.exec(file);
        const value = match && (await this.parse(file, signal));
        const { data } = accountSchema.safeParse(value);
        return match && data ? [[match[1], data.locals[0].account_id]] : [];
      }),
    );
    return {
      files,
      environments: environments.flat(),
      accounts: new Map(accounts.flat()),
    };
  }

  /** The networks that environments have. */
  async listNetworks(signal?: AbortSignal): Promise<TakenNetwork[]> {
    const { environments } = await this.read(signal);
    return environments.map(({ cidr, place }) => ({
      cidr,
      environment: place,
    }));
  }

  /** A file that is no HCL describes nothing. */
  private async parse(file: string, signal?: AbortSignal): Promise<unknown> {
    const text = await this.repositories.readFile(this.name, file, signal);
    try {
      return await parse(file, text ?? '');
    } catch {
      return undefined;
    }
  }
}
