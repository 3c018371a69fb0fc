import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import type { ArgoCDApi } from '@roadiehq/backstage-plugin-argo-cd';
import { z } from 'zod';

type ApplicationList = Awaited<ReturnType<ArgoCDApi['listApps']>>;
type Application = Awaited<ReturnType<ArgoCDApi['getAppDetails']>>;
type RevisionDetails = Awaited<ReturnType<ArgoCDApi['getRevisionDetails']>>;

/** Only what the cards cannot draw without; the rest is passed on as it is. */
const applicationsSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
      status: z.looseObject({
        sync: z.looseObject({ status: z.string() }),
        health: z.looseObject({ status: z.string() }),
      }),
    }),
  ),
});

const revisionSchema = z.object({
  author: z.string().optional(),
  date: z.string().optional(),
  message: z.string().optional(),
});

/**
 * The Argo CD cards' view of our own backend: it answers with the applications
 * of entities that the person may read, and holds the only credentials.
 *
 * @remarks
 * The cards also hand over a proxy path out of an annotation; it is ignored.
 */
export class ShopArgoCdApi implements ArgoCDApi {
  static create(options: { fetchApi: FetchApi }): ShopArgoCdApi {
    return new ShopArgoCdApi(options.fetchApi);
  }

  private constructor(private readonly fetchApi: FetchApi) {}

  async listApps(options: {
    appSelector?: string;
    appNamespace?: string;
    projectName?: string;
  }): Promise<ApplicationList> {
    return this.readApplications({
      selector: options.appSelector,
      appNamespace: options.appNamespace,
      project: options.projectName,
    });
  }

  async getAppListDetails(options: {
    appSelector: string;
    appNamespace?: string;
  }): Promise<ApplicationList> {
    return this.listApps(options);
  }

  async getAppDetails(options: {
    appName: string;
    appNamespace?: string;
  }): Promise<Application> {
    const { items } = await this.readApplications({
      name: options.appName,
      appNamespace: options.appNamespace,
    });
    const [application] = items ?? [];
    if (!application) {
      throw new Error(`There is no application "${options.appName}".`);
    }
    return application;
  }

  async getRevisionDetails(options: {
    app: string;
    revisionID: string;
  }): Promise<RevisionDetails> {
    const app = encodeURIComponent(options.app);
    const revision = encodeURIComponent(options.revisionID);
    const details = revisionSchema.parse(
      await this.read(`/v1/argocd/applications/${app}/revisions/${revision}`),
    );
    return {
      author: details.author,
      date: details.date,
      message: details.message,
    };
  }

  /** Never asked for: the backend knows where each application lives. */
  async serviceLocatorUrl(): Promise<Error> {
    return new Error('Applications are found by the backend.');
  }

  private async readApplications(
    filter: Record<string, string | undefined>,
  ): Promise<ApplicationList> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) {
      if (value) {
        query.set(name, value);
      }
    }
    const { items } = applicationsSchema.parse(
      await this.read(`/v1/argocd/applications?${query}`),
    );
    return {
      items: items.map(item => ({
        ...item,
        metadata: { ...item.metadata, instance: undefined },
        status: { operationState: undefined, history: [], ...item.status },
      })),
    };
  }

  private async read(path: string): Promise<unknown> {
    const response = await this.fetchApi.fetch(`plugin://shop-rollouts${path}`);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
