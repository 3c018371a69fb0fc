import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { request, RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

export interface ClusterConnection {
  url: string;
  caFile: string;
  token: string;
}

const statusSchema = z.object({ message: z.string() });

/**
 * Talks JSON to one cluster. Objects stay as the server sent them: the typed
 * clients of `@kubernetes/client-node` rename fields (`from` of a
 * NetworkPolicy) and turn times into dates, which no comparison survives.
 */
export class KubernetesClient {
  static async connect({
    url: server,
    caFile,
    token,
  }: ClusterConnection): Promise<KubernetesClient> {
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: 'cluster', server, caFile, skipTLSVerify: false },
      { name: 'argocd', token },
    );
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    return new KubernetesClient(config, server, options);
  }

  private constructor(
    readonly config: KubeConfig,
    private readonly url: string,
    private readonly options: RequestOptions,
  ) {}

  /** @throws Error with the words of the server that refused */
  async send(method: string, path: string, body?: object): Promise<unknown> {
    const type = method === 'PATCH' ? 'merge-patch+json' : 'json';
    const data = body ? JSON.stringify(body) : '';
    const sent = request(new URL(path, this.url), {
      ...this.options,
      method,
      headers: {
        ...this.options.headers,
        accept: 'application/json',
        'content-type': `application/${type}`,
        // Node sends no length with a DELETE by itself.
        'content-length': Buffer.byteLength(data),
      },
    }).end(data);
    const [response]: IncomingMessage[] = await once(sent, 'response');
    const answer: unknown = JSON.parse(await text(response));
    if (response.statusCode !== undefined && response.statusCode >= 400) {
      throw new Error(statusSchema.parse(answer).message);
    }
    return answer;
  }
}
