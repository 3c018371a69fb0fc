import { LabConfig } from '@shop-portal/lab';
import { z } from 'zod';

const fileSchema = z.object({ content: z.string() });

/** What a person does in the lab's GitHub, by its REST API. */
export class LabGitHub {
  static of(lab: LabConfig): LabGitHub {
    return new LabGitHub(
      `http://localhost:${lab.github.port}`,
      lab.github.organization,
      lab.github.tokens.portal,
    );
  }

  private constructor(
    private readonly url: string,
    private readonly organization: string,
    private readonly token: string,
  ) {}

  async createRepository(name: string): Promise<void> {
    await this.send('POST', `/orgs/${this.organization}/repos`, {
      name,
      auto_init: true,
    });
  }

  /** Commits a file to main; gives the address of its page. */
  async commitFile(
    repository: string,
    path: string,
    content: string,
  ): Promise<string> {
    const slug = `${this.organization}/${repository}`;
    await this.send('PUT', `/repos/${slug}/contents/${path}`, {
      message: `Add ${path}`,
      content: Buffer.from(content).toString('base64'),
    });
    return `${this.url}/${slug}/blob/main/${path}`;
  }

  /** The text of a file on main, or undefined where there is none. */
  async readFile(
    repository: string,
    path: string,
  ): Promise<string | undefined> {
    const response = await this.request(
      'GET',
      `/repos/${this.organization}/${repository}/contents/${path}`,
    );
    if (!response.ok) {
      return undefined;
    }
    const { content } = fileSchema.parse(await response.json());
    return Buffer.from(content, 'base64').toString('utf8');
  }

  async hasRepository(name: string): Promise<boolean> {
    const response = await this.request(
      'GET',
      `/repos/${this.organization}/${name}`,
    );
    return response.ok;
  }

  private async send(
    method: string,
    path: string,
    body: unknown,
  ): Promise<void> {
    const response = await this.request(method, path, body);
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${await response.text()}`);
    }
  }

  private async request(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    return await fetch(`${this.url}/api/v3${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        'Content-Type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }
}
