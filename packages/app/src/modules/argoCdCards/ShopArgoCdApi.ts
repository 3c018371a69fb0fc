import { parseEntityRef } from '@backstage/catalog-model';
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
      metadata: z.looseObject({
        name: z.string(),
        namespace: z.string(),
        instance: z
          .object({ name: z.string().optional(), url: z.string().optional() })
          .transform(({ name, url }) => ({ name, url }))
          .optional(),
      }),
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
 * of one entity that the person may read, and holds the only credentials.
 *
 * @remarks
 * The cards also hand over annotations of the entity, a proxy path among them.
 * The backend reads those itself, so they are ignored here.
 */
export class ShopArgoCdApi implements ArgoCDApi {
  static create(options: {
    fetchApi: FetchApi;
    entityRef: string;
  }): ShopArgoCdApi {
    const { kind, namespace, name } = parseEntityRef(options.entityRef);
    const entityPath = [kind, namespace, name]
      .map(encodeURIComponent)
      .join('/');
    return new ShopArgoCdApi(
      options.fetchApi,
      `plugin://shop-rollouts/v1/argocd/by-entity/${entityPath}/applications`,
    );
  }

  private constructor(
    private readonly fetchApi: FetchApi,
    private readonly baseUrl: string,
  ) {}

  async listApps(): Promise<ApplicationList> {
    const { items } = applicationsSchema.parse(await this.read(this.baseUrl));
    return {
      items: items.map(item => ({
        ...item,
        metadata: { instance: undefined, ...item.metadata },
        status: { operationState: undefined, history: [], ...item.status },
      })),
    };
  }

  async getAppListDetails(): Promise<ApplicationList> {
    return this.listApps();
  }

  async getAppDetails(options: { appName: string }): Promise<Application> {
    const { items } = await this.listApps();
    const application = items?.find(
      ({ metadata }) => metadata.name === options.appName,
    );
    if (!application) {
      throw new Error(`There is no application "${options.appName}".`);
    }
    return application;
  }

  async getRevisionDetails(options: {
    app: string;
    appNamespace?: string;
    revisionID: string;
    instanceName?: string;
  }): Promise<RevisionDetails> {
    const app = encodeURIComponent(options.app);
    const revision = encodeURIComponent(options.revisionID);
    const place = new URLSearchParams();
    if (options.instanceName) {
      place.set('instance', options.instanceName);
    }
    if (options.appNamespace) {
      place.set('namespace', options.appNamespace);
    }
    const { author, date, message } = revisionSchema.parse(
      await this.read(
        `${this.baseUrl}/${app}/revisions/${revision}/metadata?${place}`,
      ),
    );
    return { author, date, message };
  }

  /** Never asked for: the backend knows where each application lives. */
  async serviceLocatorUrl(): Promise<Error> {
    return new Error('Applications are found by the backend.');
  }

  private async read(url: string): Promise<unknown> {
    const response = await this.fetchApi.fetch(url);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
