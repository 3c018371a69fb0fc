import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalog from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { GitHub, RequestCounter, startGitHub } from '@shop-portal/lab';
import { mkdtemp, rm, writeFile } from 'fs/promises';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import request from 'supertest';
import { setTimeout as sleep } from 'timers/promises';
import { stringify } from 'yaml';
import { z } from 'zod';
import shopScaffolderActions from '..';
import {
  COFFEE_TEAM,
  COFFEESHOP,
  DISCOUNTS,
  ECOMMERCE,
  MOCK_USER,
  SHOP_TEAM,
} from './entities';
import { TEST_CONFIG } from './fakeGitHub';
import { TemplateName, TEMPLATES, TemplateValues } from './renderTemplate';

const TOKEN = 'lab-portal-token-of-a-test';
const SEEDS = join(
  dirname(require.resolve('@shop-portal/lab/package.json')),
  'seeds',
);

const taskSchema = z.object({ id: z.string() });

const endedTaskSchema = z.object({
  status: z.string(),
  output: z.unknown().optional(),
});

const eventSchema = z.object({
  id: z.coerce.number(),
  type: z.string(),
  body: z.object({
    message: z.string().default(''),
    error: z.object({ message: z.string() }).optional(),
    output: z.unknown().optional(),
  }),
});

/** How a task of the scaffolder ended. */
export interface TaskEnd {
  id: string;
  status: string;
  output: unknown;
  error?: string;
  log: string;
  /** Number of the last event of its log. */
  lastEvent: number;
}

/** A portal with a real catalog and scaffolder, and the lab's GitHub. */
export class LabPortal {
  static async start(): Promise<LabPortal> {
    const folder = await mkdtemp(join(tmpdir(), 'shop-create-'));
    const port = await findFreePort();
    const github = await startGitHub({
      port,
      organization: 'shop',
      tokens: { portal: TOKEN, actions: 'lab-actions-token-of-a-test' },
      dataDir: join(folder, 'github'),
      seedsDir: SEEDS,
      portalUrl: 'http://localhost:7007',
      counter: new RequestCounter(),
      timings: { workflowMillis: 10 },
    });
    const entities = join(folder, 'entities.yaml');
    await writeFile(
      entities,
      [SHOP_TEAM, COFFEE_TEAM, MOCK_USER, ECOMMERCE, COFFEESHOP, DISCOUNTS]
        .map(({ relations: _, ...entity }) => stringify(entity))
        .join('---\n'),
    );
    const backend = await startTestBackend({
      features: [
        catalog,
        scaffolderEntityModel,
        scaffolder,
        shopScaffolderActions,
        mockServices.rootConfig.factory({
          data: createConfig(port, entities),
        }),
      ],
    });
    return new LabPortal(github, backend, port, folder);
  }

  private constructor(
    readonly github: GitHub,
    private readonly backend: Awaited<ReturnType<typeof startTestBackend>>,
    readonly port: number,
    private readonly folder: string,
  ) {}

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.github.close();
    await rm(this.folder, { recursive: true });
  }

  /** Calls the lab's GitHub as the portal does. */
  api(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`http://localhost:${this.port}/api/v3${path}`, {
      ...init,
      headers: { authorization: `Bearer ${TOKEN}` },
    });
  }

  /** Runs a template to its end. */
  async run(template: TemplateName, values: TemplateValues): Promise<TaskEnd> {
    await this.waitForEntity(`template/default/${template}`);
    await this.waitForEntity('user/default/mock');
    await this.waitForEntity('component/default/discounts');
    const created = await request(this.backend.server)
      .post('/api/scaffolder/v2/tasks')
      .send({ templateRef: `template:default/${template}`, values })
      .expect(201);
    const { id } = taskSchema.parse(created.body);
    return this.waitForEnd(id);
  }

  /** Presses Retry on a task that failed, and waits for its end. */
  async retry({ id, lastEvent }: TaskEnd): Promise<TaskEnd> {
    await request(this.backend.server)
      .post(`/api/scaffolder/v2/tasks/${id}/retry`)
      .send({})
      .expect(201);
    return this.waitForEnd(id, lastEvent);
  }

  /** Waits until the catalog has read an entity. */
  async waitForEntity(path: string): Promise<Entity> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const { status, body } = await request(this.backend.server).get(
        `/api/catalog/entities/by-name/${path}`,
      );
      if (status === 200) {
        return body;
      }
      // The catalog tells nobody when it has read something.
      await sleep(100);
    }
    throw new Error(`The catalog never read ${path}`);
  }

  private async waitForEnd(id: string, after?: number): Promise<TaskEnd> {
    const stream = await request(this.backend.server)
      .get(`/api/scaffolder/v2/tasks/${id}/eventstream`)
      .query(after === undefined ? {} : { after })
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', chunk => {
          text += chunk;
          if (text.includes('event: completion')) {
            done(null, text);
          }
        });
      });
    const events = String(stream.body)
      .split('\n')
      .filter(line => line.startsWith('data: '))
      .map(line => eventSchema.parse(JSON.parse(line.slice('data: '.length))));
    const completion = events.find(event => event.type === 'completion');
    const task = await request(this.backend.server).get(
      `/api/scaffolder/v2/tasks/${id}`,
    );
    return {
      id,
      status: endedTaskSchema.parse(task.body).status,
      output: completion?.body.output,
      error: completion?.body.error?.message,
      log: events.map(event => event.body.message).join('\n'),
      lastEvent: Math.max(0, ...events.map(event => event.id)),
    };
  }
}

function createConfig(port: number, entities: string) {
  const host = `localhost:${port}`;
  return {
    ...TEST_CONFIG,
    backend: { baseUrl: 'http://localhost:7007' },
    integrations: {
      github: [{ host, apiBaseUrl: `http://${host}/api/v3`, token: TOKEN }],
    },
    shopCreate: {
      ...TEST_CONFIG.shopCreate,
      github: { ...TEST_CONFIG.shopCreate.github, host },
    },
    catalog: {
      rules: [{ allow: ['Component', 'API', 'Resource'] }],
      locations: [
        {
          type: 'file',
          target: join(TEMPLATES, '*/template.yaml'),
          rules: [{ allow: ['Template'] }],
        },
        {
          type: 'file',
          target: entities,
          rules: [{ allow: ['Component', 'Group', 'User', 'System'] }],
        },
      ],
    },
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
